"""What a council was sent itself and enters itself: the independent person’s report on a home.

Its set says `by_council`. The report goes to the council by law, whatever the home does. Where the home has begun, it
goes on: nobody writes over anybody, and the council does not see what the home has not sent.
"""

from models.answer import Answer
from models.monitoring_return import Return
from models.person import Membership
from models.upload import Upload
from portal.returns.work.sheet import question_set

OPEN = ("due", "draft")


def may_enter(ret: Return) -> bool:
    """Whether people of its authority may enter this return: it is of such a set, nothing was sent, and nobody else
    has begun."""
    if not question_set(ret).by_council or ret.state not in OPEN:
        return False
    ours = Membership.select(Membership.person).where(Membership.authority == ret.authority_id)
    answers = Answer.select().where((Answer.return_ == ret.id) & Answer.by.not_in(ours))
    files = Upload.select().where((Upload.return_ == ret.id) & Upload.by.not_in(ours))
    return not (answers.exists() or files.exists())
