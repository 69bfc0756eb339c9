"""The register: who supplies what to an authority, on which terms; what was taken in, and what was closed."""
