"""What an organisation says about itself once: names and numbers, homes, the safeguarding lead, insurance."""
