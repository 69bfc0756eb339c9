"""Who meets whom, and when: pure, without a database; solved exactly, in a program of its own. Stands by itself."""
