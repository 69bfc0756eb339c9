"""What several proofs need."""

import pytest

from portal.settings import Settings
from tests.fixtures.ports import free_port


@pytest.fixture
def smtp(settings: Settings) -> Settings:
    """Settings of workers that send to a server on a free port of this machine."""
    return settings.model_copy(
        update={"mail": "smtp", "smtp_host": "127.0.0.1", "smtp_port": free_port(), "smtp_tls": False}
    )
