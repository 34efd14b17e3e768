"""What the directory counts of a year."""

from phares.people.directory.figures.indicators import INDICATORS
from phares.people.directory.figures.measured import measure
from phares.people.directory.figures.tallied import tally

__all__ = ["INDICATORS", "measure", "tally"]
