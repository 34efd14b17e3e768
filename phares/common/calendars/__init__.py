"""Calendars as other programs read them: feeds one subscribes to, invitations in a letter."""
