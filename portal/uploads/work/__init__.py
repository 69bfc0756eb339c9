"""What people can do with files: add, keep or clean, remove, take out, open; and what the worker does with old ones."""
