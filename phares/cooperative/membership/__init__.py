"""Associates of the cooperative, their categories and colleges."""
