"""A council’s spending files: read, matched with the register, never published but as totals."""
