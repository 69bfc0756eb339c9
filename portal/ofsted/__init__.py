"""Ofsted’s published lists of homes and agencies: taken in by the council, shown to the provider, confirmed by it."""
