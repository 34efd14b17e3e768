"""What a picture is, and which ones are not taken."""
