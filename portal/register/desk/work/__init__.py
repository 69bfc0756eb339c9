"""What a person at the desk can do with the register. Plain functions: ids, the person, `now`; no Flask, no request."""
