"""What a council’s people can do about what is asked. No Flask here."""
