"""What leaves the process: a provider of accounts from elsewhere."""
