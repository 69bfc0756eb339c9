"""What can be done with a draft. No Flask here."""
