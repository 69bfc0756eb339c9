"""The officers’ pages of the contracts register."""
