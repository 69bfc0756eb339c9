"""Events: found, booked without an account, waited for in the open, told about when they change."""
