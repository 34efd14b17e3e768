"""Events on paper."""
