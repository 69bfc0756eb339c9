"""What a person can do in a conversation: say something, look at the transcript, take something out."""
