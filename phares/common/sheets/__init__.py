"""Spreadsheets as files: read whatever they were saved as, written so that nobody is tricked."""
