"""What is published about returns, found again: passages word for word, each with the page that it stands on."""
