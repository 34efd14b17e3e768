"""The pages of the figures and of the reports."""
