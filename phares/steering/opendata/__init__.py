"""What other programs read and write: the REST API, and its description."""
