"""What the pole settles and what it tells. Reads every domain, is read by none."""
