"""Files of forums’ papers; frozen as first released; a change is a migration of its own."""

from typing import Any, ClassVar

from peewee import BigIntegerField, Check, ForeignKeyField, Model, ModelIndex, TextField


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class ForumPaper(Frozen):
    pass


class ForumFile(Frozen):
    paper = ForeignKeyField(ForumPaper, index=False)
    file_name = TextField()
    media_type = TextField()
    size = BigIntegerField()
    digest = TextField()
    key = TextField()

    class Meta:
        constraints: ClassVar = [Check("length(digest) = 64", "the_digest_of_a_forums_file_is_whole")]


INDEX = ModelIndex(ForumFile, [ForumFile.paper], unique=True, name="a_paper_of_a_forum_has_one_file")


def up(_migrator: Any, db: Any) -> None:
    ForumFile.bind(db, bind_refs=False, bind_backrefs=False)
    db.create_tables((ForumFile,))
    db.execute(INDEX)
