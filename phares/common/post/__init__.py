"""The pages of the outgoing mail, and of the delays that the pole sets for itself."""
