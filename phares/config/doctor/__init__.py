"""`phares doctor`: is the house sound? It looks at all and touches nothing."""
