"""Everything with a URL or a command. One package per feature: views (HTTP), work (what a person can do)."""
