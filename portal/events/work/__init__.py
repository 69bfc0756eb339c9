"""What people can do with events and bookings. No Flask here."""
