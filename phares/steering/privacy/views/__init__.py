"""Pages of persons’ rights."""
