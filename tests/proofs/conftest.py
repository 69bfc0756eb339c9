"""What several proofs need."""

import socket

import pytest

from portal.settings import Settings


@pytest.fixture
def smtp(settings: Settings) -> Settings:
    """Settings of workers that send to a server on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return settings.model_copy(update={"mail": "smtp", "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_tls": False})
