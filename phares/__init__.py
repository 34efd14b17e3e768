"""Phares runs a territorial cooperation pole. Read the folders from top to bottom in docs/ARCHITECTURE.md; imports only go down."""

__version__ = "0.1.0"
