"""Trying a page out: the real form with its readers and checks, on an invented provider. Nothing is kept.

Everything but the page that is tried stands as the invented provider answers it in an ordinary period
(forms/ordinary.py); what is typed lives in the page alone.
"""

from dataclasses import dataclass, replace
from typing import Any

from forms.journey import Journey
from forms.ordinary import Ordinary
from forms.page_form import PageForm, form_for
from forms.question_set import Page
from portal.questions.work import DUTY_LINE, Council
from portal.returns.work.answering import read_otherwise


@dataclass(frozen=True)
class Trial:
    """One page of the invented provider’s return, its own answers left out."""

    journey: Journey
    page: Page

    def form(self, typed: Any = None) -> PageForm:
        """The form, empty or with what was typed. In a return the second try finds the first one saved: so it does
        here, where `again` came along."""
        if typed is None:
            return self._filled(self.journey, None)
        before = self._filled(self.journey, typed).so_far if typed.get("again") else self.journey
        return self._filled(before, typed)

    def _filled(self, journey: Journey, typed: Any) -> PageForm:
        form: PageForm = form_for(self.page, journey)(typed)
        if typed is not None:
            form.validate()
        return form


def first_page(ordinary: Ordinary) -> Page:
    """Where a trial begins."""
    return next(state.page for state in ordinary.journey().pages() if state.of)


def of(ordinary: Ordinary, page: Page, council: Council) -> Trial | None:
    """The trial of a page; None where this provider is not asked it."""
    around = ordinary.journey()
    own = {question.key for question in page.questions}
    answers = {key: given for key, given in around.answers.items() if key not in own}
    duty_phone = council.duty_phone or DUTY_LINE
    situation = replace(ordinary.situation, council=council.name, contact=council.contact, duty_phone=duty_phone)
    journey = Journey(ordinary.question_set, situation, answers)
    return Trial(journey, page) if journey.may_visit(page) else None


def reads(form: PageForm) -> dict[str, str]:
    """What was understood where it was written in other words."""
    return read_otherwise(form, form.so_far)
