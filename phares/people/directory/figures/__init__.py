"""What the directory counts of a year."""

from phares.people.directory.figures.indicators import INDICATORS
from phares.people.directory.figures.measured import measure, residents_on
from phares.people.directory.figures.tallied import tally
from phares.people.directory.figures.told import hides, told_to

__all__ = ["INDICATORS", "hides", "measure", "residents_on", "tally", "told_to"]
