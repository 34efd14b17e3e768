"""What leaves the base: who was erased, kept beside it."""
