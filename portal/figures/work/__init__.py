"""What a person can do with figures that were received."""
