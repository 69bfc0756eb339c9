"""Mail: composed when it is put into the outbox (what is stored is what is sent), carried by the worker."""
