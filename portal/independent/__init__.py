"""The independent person of a home: naming one, taking it up, reading what they sent, replying."""
