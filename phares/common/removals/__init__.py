"""What was taken away by mistake comes back, for thirty days."""
