"""A report into bytes: PDF, DOCX and CSV out of one content."""
