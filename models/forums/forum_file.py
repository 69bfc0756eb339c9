"""The file of a forum’s paper, for everybody; what it says in short stands in the paper itself."""

from collections.abc import Mapping
from typing import ClassVar, Self

from peewee import BigIntegerField, Check, ForeignKeyField, TextField

from models.forums.forum import ForumPaper
from models.store import Base, must_be_writing, unique


class ForumFile(Base):
    """`size` bytes under `key` in the store of files; `digest` is their SHA-256 in hexadecimal digits."""

    paper = ForeignKeyField(ForumPaper, index=False)
    file_name = TextField()
    media_type = TextField()
    size = BigIntegerField()
    digest = TextField()
    key = TextField()
    paper_id: int

    class Meta:
        constraints: ClassVar = [Check("length(digest) = 64", "the_digest_of_a_forums_file_is_whole")]

    @classmethod
    def of(cls, forum_id: int) -> dict[int, Self]:
        """Id of a paper -> its file, of those of a forum."""
        query = cls.select(cls).join(ForumPaper).where(ForumPaper.forum == forum_id)
        return {row.paper_id: row for row in query}

    @classmethod
    def add(cls, paper: ForumPaper, file: Mapping[str, object]) -> Self:
        """`file`: file_name, media_type, size, digest, key."""
        must_be_writing()
        return cls.create(paper=paper.id, **file)


unique(ForumFile, ForumFile.paper, name="a_paper_of_a_forum_has_one_file")
