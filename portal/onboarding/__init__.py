"""How an authority’s list of its providers comes in: accounts, invitations, and what a person decides."""
