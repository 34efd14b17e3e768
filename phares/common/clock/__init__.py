"""What day it is here: today, or the day the demonstration stands on."""
