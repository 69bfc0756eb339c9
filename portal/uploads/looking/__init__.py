"""Looking through one file, in a process of its own (program.py). It knows nothing of people and returns."""
