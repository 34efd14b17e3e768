"""Everything that is shared, and who has what when."""
