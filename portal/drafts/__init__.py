"""Question sets about something that stands (a tender, an event), filled in by page or by conversation until they are
sent: kept for who is signed in, carried by the form itself for who is not."""
