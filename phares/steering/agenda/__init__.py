"""What is dated in every domain, as pages and as feeds for other calendars."""
