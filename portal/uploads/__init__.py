"""Files that belong to answers: taken in, looked through, kept, given out, taken away."""
