"""Documents: what is typeset, and what is kept for good."""
