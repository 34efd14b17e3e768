"""Bodies and mandates."""
