"""What can be done with the outcome of a tender."""
