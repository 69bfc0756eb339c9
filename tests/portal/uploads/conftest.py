"""A return with a page that takes a file, and Alice’s and others’ hands on it."""

from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest

from forms import library
from models.authority import AdoptedSet
from models.monitoring_return import Return
from models.person import Person
from models.store import writing
from models.upload import Upload
from portal.london import day
from portal.returns.work import answering, sheet
from portal.uploads.cellar import Cellar
from portal.uploads.work import adding
from tests.fixtures.cast import SET
from tests.portal.life import Life
from tests.portal.uploads import making

REVIEW = "quality_review_file"
PAGE = "quality_review"
REPORTS = "independent-person-report-monthly"


class Hands:
    """Adds files by `work`, as the page does."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.cellar = Cellar.at(life.settings.uploads_folder)

    def asked(self) -> Return:
        """A return of July to September in which the review can be added."""
        ret = self.life.ask(tier="standard")
        self.life.type(ret, "registration", {"registration": "registered"})
        return answering.fresh(ret)

    def asked_elsewhere(self) -> Return:
        """The same of Northgate."""
        ret = self.life.ask(self.life.cast.northgate, tier="standard")
        self.life.type(ret, "registration", {"registration": "registered"})
        return answering.fresh(ret)

    def standard(self) -> Return:
        """A return of the middle length with every answer."""
        values = library.ordinary(library.latest(SET))["standard"].values
        typed = {key: _typed(value) for key, value in values.items()}
        return self.life.fill(self.life.ask(tier="standard"), typed)

    def report_asked(self) -> Return:
        """A month of Harbour House, for which the independent person’s report is asked."""
        cast = self.life.cast
        with writing():
            AdoptedSet.create(authority=cast.fairshire, set_key=REPORTS)
        made = self.life.ask(
            set_key=REPORTS, period_key="2026-09", homes=[cast.home], due_on=self.life.now.date() + timedelta(days=9)
        )
        return answering.fresh(made)

    def add(
        self, ret: Return, name: str = "review.pdf", content: bytes | None = None, *, key: str = REVIEW,
        page: str = PAGE, by: Person | None = None, visible: str = "", **more: Any,
    ) -> adding.Added:  # fmt: skip
        """What came of one file."""
        chosen = adding.Chosen(key, name, making.pdf() if content is None else content)
        person = by or self.life.cast.alice
        found = sheet.question_set(ret).pages_by_key[page]
        [added] = adding.add(
            ret, found, [chosen], {key: visible}, by=person.id, now=self.life.now, cellar=self.cellar, **more
        )
        return added

    def upload(self, ret: Return) -> Upload:
        """The newest file of a return."""
        found: Upload = Upload.select().where(Upload.return_ == ret.id).order_by(Upload.id.desc()).get()
        return found

    def places(self) -> set[str]:
        return {place for place, _ in self.cellar.places()}

    def answer(self, ret: Return, key: str = REVIEW) -> Any:
        given = sheet.load(answering.fresh(ret), self.life.now).journey.answers.get(key)
        return given.value if given else None


def _typed(value: Any) -> str | list[str]:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return day(value) if isinstance(value, date) else str(value)


@pytest.fixture
def hands(life: Life) -> Hands:
    return Hands(life)


def posted(files: Mapping[str, tuple[str, bytes]], **typed: str) -> dict[str, Any]:
    """A page with files, as a browser posts it."""
    return {**typed, **{key: (BytesIO(content), name) for key, (name, content) in files.items()}}
