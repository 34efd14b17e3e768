"""Axes, actions and partnerships: what is done together."""
