"""Who belongs to an organisation: inviting, removing, handing over, roles, and switching between organisations."""
