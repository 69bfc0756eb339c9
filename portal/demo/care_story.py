"""Who looks after what in the demonstration: a call that was written down and waits for the provider, an officer who is
away, providers in two officers’ care, and the council’s list of its providers.
"""

from collections.abc import Iterator
from datetime import timedelta

from forms.question_set import Page
from models.calendar import today
from models.monitoring_return import Return
from models.person import Person
from models.provider import Provider
from models.store import writing
from models.time_taken import TimeTaken
from portal.care import work as care
from portal.demo.story import SET, Story, typed_page
from portal.onboarding import work as onboarding
from portal.returns.work import answering, sheet, telephone

CALLER, CALLERS_FIRM = "Ms Okoro", "Mill Lane Lodgings"
HANDED_ON = "Wharfside Housing Trust"
NOTE = (
    "The ground floor of the foyer was to open again in November; they said so in July. Two figures of this quarter "
    "are sent back. Priya answers the telephone before ten."
)
LIST = (
    "Provider,Service,Contact,E-mail,Company number,Contracts\n"
    "Quarry Lane Lodgings CIC,Supported accommodation,Ros Quarry,ros@quarrylane.example,14205518,\n"
    "Harbour Young People Ltd,Supported accommodation,,,,\n"
)
TOOK = (12, 14, 13, 17, 15)
"""Minutes that short returns took others."""


class CareStory:
    """Told after the returns, by the same people."""

    def __init__(self, story: Story) -> None:
        self.story, self.authority = story, story.authority
        self.officer, self.manager = story.staff["officer"], story.staff["manager"]

    def tell(self) -> Iterator[str]:
        """Makes it; yields one line."""
        self._care()
        self._call()
        version = sheet.question_set(self._return()).version
        with writing():
            for minutes in TOOK:
                TimeTaken.note(SET, version, "core", minutes, today(self.story.now))
        yield f"By telephone for {CALLERS_FIRM}"

    def _return(self) -> Return:
        mine = Return.select().join(Provider).where(Provider.legal_name == CALLERS_FIRM)
        return answering.fresh(mine.order_by(Return.id.desc()).get())

    def _care(self) -> None:
        """Dana looks after all but one, which she gave to Erin; next week she is away."""
        at, here = self.story.now - timedelta(days=40), self.authority
        list_of = self.story.now - timedelta(days=3)
        onboarding.take_in(LIST.encode(), here, by=self.officer, now=list_of)
        keys = {thing.key for charge in care.charges(here, at) for thing in charge.of("provider")}
        care.hand_over(here, keys, self.officer, "", by=self.officer, any_officer=False, now=at)
        handed = {f"provider:{Provider.get(Provider.legal_name == HANDED_ON).public_id}"}
        later = self.story.now - timedelta(days=6)
        care.hand_over(here, handed, self.manager, NOTE, by=self.officer, any_officer=False, now=later)
        first = today(self.story.now) - timedelta(days=1)
        days = (first, first + timedelta(days=8))
        dana = Person.get_by_id(self.officer)
        care.away(here, dana, self.manager, *days, by=self.officer, seen=0, now=later)

    def _call(self) -> None:
        """The manager writes down what somebody says who has no computer."""
        at, ret = self.story.now - timedelta(hours=5), self._return()
        telephone.begin(ret, said_by=CALLER, said_at=at, told=False, by=self.manager, now=at)
        answers = self.story.told["answers"]["harbour_before"]
        page: Page | None = sheet.question_set(ret).pages[0]
        seen: set[str] = set()
        while page is not None and page.key not in seen:
            seen.add(page.key)
            keys = [question.key for question in page.questions]
            typed = typed_page({key: self.story.dated(answers[key]) for key in keys if key in answers}, {})
            state = telephone.desk(self._return(), at)
            version = state.sheet.ret.version
            saved = telephone.save(state, page.key, typed, version=version, over=False, by=self.manager, now=at)
            page = saved.journey.after(page)
            at += timedelta(minutes=1)
        telephone.hand_over(telephone.desk(self._return(), at), by=self.manager, now=at)
