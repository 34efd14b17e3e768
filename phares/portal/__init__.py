"""The way in: today, public pages, navigation."""
