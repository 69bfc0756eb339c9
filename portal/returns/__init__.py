"""Returns: asked for, answered, sent, read, accepted. `views` is the provider’s side, `desk` the council’s."""
