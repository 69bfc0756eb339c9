"""What tests of spending share: Fairshire’s register."""

from tests.portal.releasing.conftest import register

__all__ = ["register"]
