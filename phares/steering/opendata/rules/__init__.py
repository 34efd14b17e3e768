"""What holds of every answer to a program."""
