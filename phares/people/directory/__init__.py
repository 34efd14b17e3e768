"""Organisations and persons, what ties them together and to the pole."""
