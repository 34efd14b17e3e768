"""What the pole is: its members, its bodies, its places, its projects, its funders."""
