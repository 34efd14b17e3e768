"""Phares runs a territorial cooperation pole. Imports only go down: see docs/ARCHITECTURE.md."""

__version__ = "0.1.0"
