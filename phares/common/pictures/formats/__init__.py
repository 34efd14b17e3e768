"""Pictures into bytes."""
