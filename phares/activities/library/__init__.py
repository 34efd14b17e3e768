"""Quotes, with the consent of those who said them; publications that facts were read in."""
