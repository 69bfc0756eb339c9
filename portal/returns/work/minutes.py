"""How long a return took, measured from when its pages were saved: nothing else is recorded for it, and what is kept
says neither whose it was nor which return (`models/time_taken.py`).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from models.answer import Answer
from models.calendar import today
from models.monitoring_return import Return
from models.time_taken import TimeTaken
from portal.returns.work.sheet import Sheet

MOST_A_PAGE = timedelta(minutes=6)
"""Longer than this nobody is taken to have spent on one page."""
WENT_AWAY = timedelta(minutes=30)
"""After this long somebody was doing something else."""
FEWEST_SAVES = 3


def measured(sheet: Sheet) -> int | None:
    """Minutes from save to save, at most six a page, and as much for the first page as for another on average.

    None where that says nothing: too few saves, or somebody else entered it by telephone.
    """
    if any(answer.face == "telephone" for answer in sheet.answers.values()):
        return None
    pages = {key: question.page for key, question in sheet.journey.question_set.questions.items()}
    saves = sorted({(answer.at, pages[key]) for key, answer in _answers(sheet) if key in pages})
    seconds = _by_page(saves)
    if len({at for at, _ in saves}) < FEWEST_SAVES or not seconds:
        return None
    spent = sum(seconds.values()) * (1 + 1 / len(seconds))
    return max(1, round(spent / 60))


def _answers(sheet: Sheet) -> Iterable[tuple[str, Answer]]:
    return ((key.partition(".")[0], answer) for key, answer in sheet.answers.items() if not answer.set_aside)


def _by_page(saves: list[tuple[datetime, str]]) -> dict[str, float]:
    """Seconds spent on each page but the first; what was saved at one instant is one save."""
    spent: dict[str, float] = defaultdict(float)
    for (before, _), (at, page) in pairwise(saves):
        gap = at - before
        if timedelta(0) < gap <= WENT_AWAY:
            spent[page] = min(MOST_A_PAGE.total_seconds(), spent[page] + gap.total_seconds())
    return spent


def note(sheet: Sheet, now: datetime) -> None:
    """Keeps what a return took that is sent for the first time; call it in the `writing()` in which it is sent."""
    ret = sheet.ret
    if sheet.sent.own is None and (taken := measured(sheet)):
        TimeTaken.note(ret.set_key, ret.set_version, ret.tier, taken, today(now))


def others(ret: Return) -> int | None:
    """What such a return took others, in minutes, from at least five; one query."""
    return TimeTaken.usual(ret.set_key, ret.set_version, ret.tier)
