"""What the readers share: how English writes numbers, days, doubts and refusals."""
