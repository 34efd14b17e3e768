"""Quotes, with the consent of those who said them."""
