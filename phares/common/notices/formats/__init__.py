"""From a template to a letter, from rows to a message."""
