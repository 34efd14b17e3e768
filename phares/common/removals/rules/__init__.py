"""When something may come back."""
