"""Keeping a house for ten years: one archive that any database reads again, row by row."""
