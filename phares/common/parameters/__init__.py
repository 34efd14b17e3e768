"""Delays and counts that the pole sets for itself: a value from a day on, and its source."""
