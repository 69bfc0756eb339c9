"""What can be done with clarification questions. No Flask here."""
