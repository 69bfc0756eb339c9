"""“Answer in your own words”: a return by conversation, on a page that works without JavaScript."""
