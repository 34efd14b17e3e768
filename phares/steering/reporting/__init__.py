"""Gathers figures; freezes a year; the annual report."""
