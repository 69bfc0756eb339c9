"""What can be done with tenders. No Flask here."""
