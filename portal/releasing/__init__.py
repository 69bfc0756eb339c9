"""What may be public: the rows of an edition, the guard before them, closing a quarter, taking down."""
