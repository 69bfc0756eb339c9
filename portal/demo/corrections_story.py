"""What people said was wrong on public pages: one was, one was not, one waits for its answer."""

from datetime import timedelta

from models.correction import Correction
from models.register.edition import Edition
from models.store import reading
from portal.corrections import work
from portal.demo.story import Story

TOLD = (
    ("The contract was extended in spring. The last day is an old one.", "corrected",
     "The extension was missing. It was entered, and the last day with it.", 30),
    ("The value is far too high for a service of this size.", "unchanged",
     "The value is that of the whole agreement with all of its possible extensions, as the page says.", 20),
    ("The description speaks of two houses. We have run only one since last year.", "", "", 2),
)  # fmt: skip
"""Words, what came of it, the answer, and how many days ago."""


def tell(story: Story) -> None:
    """Three of them, about contracts of the oldest quarter that is closed."""
    with reading():
        oldest = Edition.select().where(Edition.authority == story.authority.id).order_by(Edition.id).get()
        slugs = [row.slug for row in oldest.rows("contract") if row.data is not None]
    editor = story.staff["register_editor"]
    for (words, outcome, answer, ago), slug in zip(TOLD, slugs, strict=False):
        at = story.now - timedelta(days=ago)
        who = {"name": "", "email": ""}
        report = work.receive(story.authority.slug, f"/contracts/{story.authority.slug}/{slug}/", words, who, at)
        if outcome:
            fresh = Correction.get_by_id(report.id)
            work.answer(fresh, outcome, answer, by=editor, now=at + timedelta(days=4))
