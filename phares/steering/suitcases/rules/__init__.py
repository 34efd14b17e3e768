"""Decisions of imports, as pure functions."""
