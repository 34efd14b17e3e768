"""Who the pole deals with."""
