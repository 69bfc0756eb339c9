"""The contracts register: taking in what councils publish, and looking after it."""
