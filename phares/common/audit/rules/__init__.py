"""Words of the journal."""
