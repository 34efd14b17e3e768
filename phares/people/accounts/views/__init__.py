"""The door, one’s own account, accounts kept, invitations, and links that open once."""
