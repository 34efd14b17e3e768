"""Technical apps. They know nothing of the pole's trades."""
