"""Meals, trainings, open days: what is held, who comes, who came."""
