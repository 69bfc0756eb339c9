"""The demonstration: an invented council, invented providers and people, and a quarter of their work."""
