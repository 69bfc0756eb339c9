"""The answer to a file question follows its files: the list of digests of those that count, or no answer."""

from datetime import datetime

from models.answer import Answer, NewAnswer
from models.monitoring_return import Return
from models.store import locked
from models.upload import Upload


def count(ret: Return, key: str, *, by: int, now: datetime) -> None:
    """Makes the answer say what is there; within `writing()`. Raises NotNow where nothing can be answered any more."""
    here = (Upload.return_ == ret.id) & (Upload.key == key) & (Upload.state == "checked")
    digests = sorted(upload.digest for upload in Upload.select(Upload.digest).where(here))
    as_it_is = locked(Return.select().where(Return.id == ret.id)).get()
    if digests:
        as_it_is.answer_many([NewAnswer(key, value=digests)], by=by, at=now, version=as_it_is.version)
    elif Answer.select().where((Answer.return_ == ret.id) & (Answer.key == key)).exists():
        as_it_is.clear([key], by=by, at=now, version=as_it_is.version)
