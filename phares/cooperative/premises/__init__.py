"""Sites, buildings, floors, spaces, and the agreements on them."""
