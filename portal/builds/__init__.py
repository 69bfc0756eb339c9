"""Publishing the site by a button or a command: builds, how far each is, what it changed, why it failed."""
