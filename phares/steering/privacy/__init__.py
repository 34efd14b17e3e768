"""What is held on a person: for how long, shown to them, and forgotten when they ask."""
