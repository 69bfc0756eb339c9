"""Facts: the tables, what must hold, and what may happen to them. Nothing here knows of the web or of forms."""
