"""Which copies are kept."""
