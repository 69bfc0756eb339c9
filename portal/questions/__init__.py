"""The sets of questions, open to everybody: to read, to print as a paper form, to try without an account."""
