"""Dated tariffs."""
