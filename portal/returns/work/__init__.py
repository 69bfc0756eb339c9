"""What a person can do with a return. Plain functions: ids, the person, `now`; no Flask, no request."""
