"""What lies in spreadsheets comes in, and what the pole holds leaves in the same shape."""
