"""Providers’ forums as the record has them; one that has ended keeps its page."""

from models.public import record as tables
from portal.publishing.as_released import AsReleased


class PublicForum(AsReleased):
    """A forum; its row is that of portal/releasing/forums.py."""

    table = tables.Forum
    under = "forums"
