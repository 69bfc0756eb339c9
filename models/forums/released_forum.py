"""What was released of a forum."""

from typing import ClassVar

from peewee import Check, ForeignKeyField

from models.forums.forum import Forum
from models.released import Released
from models.store import unique


class ReleasedForum(Released):
    """A forum as everybody read it from `at` on."""

    ABOUT = "forum"
    forum = ForeignKeyField(Forum, index=False)
    forum_id: int

    class Meta:
        constraints: ClassVar = [Check("number > 0", "releases_of_a_forum_are_numbered_from_one")]


unique(ReleasedForum, ReleasedForum.forum, ReleasedForum.number, name="releases_of_a_forum_are_numbered_once")
