"""Outgoing mail: a notice is a row written with the act it tells of; the clock sends rows."""
