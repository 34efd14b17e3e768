"""Whether the house stands: the address that a monitor asks, and the page of the clock."""
