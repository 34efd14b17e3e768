"""Composition only: settings, addresses, the command line."""
