"""Pages of the bookings: the planning, one of them, and what is done with it."""
