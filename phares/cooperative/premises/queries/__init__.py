"""Reads of the place."""
