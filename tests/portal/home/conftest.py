"""The register as its own tests keep it."""

from tests.portal.register.conftest import desk

__all__ = ["desk"]
