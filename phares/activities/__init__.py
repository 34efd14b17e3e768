"""What the pole does, day after day."""
