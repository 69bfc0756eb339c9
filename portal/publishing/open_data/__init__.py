"""Each edition in other forms than contracts.csv: one form a module, listed in files.py."""
