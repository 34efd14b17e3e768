"""Rooms, desks and things kept for a while, by whom, and what is asked to be made ready."""
