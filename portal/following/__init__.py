"""Following by e-mail without an account: a tender, a service, or a council."""
