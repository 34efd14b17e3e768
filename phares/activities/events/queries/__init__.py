"""Reading events, sessions and who comes to them."""
