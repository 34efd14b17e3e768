"""Pages of the axes, the actions and the partnerships."""
