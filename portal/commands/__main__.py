"""`python -m portal.commands`: the same command line where the console script is not on the path."""

from portal.commands import evenhand

evenhand()
