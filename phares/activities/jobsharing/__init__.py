"""Posts and the share of them given to the pole."""
