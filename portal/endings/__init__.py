"""What an organisation has that ends on a day: said once, reminded of in time, kept current in one tap."""
