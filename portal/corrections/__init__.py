"""“Is something wrong on this page?”: anybody may say so; an officer answers; the answer stands in the public log."""
