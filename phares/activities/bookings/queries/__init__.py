"""What bookings are asked for: when a place is open, who may still book, what is taken."""
