"""Who funds the pole, for what and until when."""
