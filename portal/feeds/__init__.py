"""A calendar that a person subscribes to: what is due, and when, under titles that say no more than that."""
