"""The pages of the calendar, and the feeds."""
