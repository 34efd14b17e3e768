"""What is held on somebody, as a file to take away."""
