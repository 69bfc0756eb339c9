"""The question set about a tender, fitted to one: its lots and documents, what was answered already, what tells who
asks. The page and the conversation both work with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from forms import library, offering
from forms.asked import Option
from forms.conversation import Button, Facts, Passage, Reply
from forms.conversation.saying import FindGuidance
from forms.journey import Journey
from forms.question_set import QuestionSet
from forms.situation import Situation
from models.calendar import today
from models.provider import Provider
from models.tendering.document import TenderDocument
from models.tendering.lot import Lot
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.tender import Tender
from portal.clarifications.work import asking
from portal.clarifications.work.asking import Wish
from portal.drafts.work.matter import Beside, Matter
from portal.london import moment

SET = "clarification-question"
MINE = "answers:mine"
"""The button “this answers mine”."""
NEAR = "Does this answer it? It was released to everybody."
TELLS = "This may tell who you are: {tells}. You can change it or leave it: it is never published in your own words."
TEXTS = ("words", "place", "confidential_why")
NOT_FOUND = "I can’t find that in the guidance or among the released answers. You can ask it as your question."
HOW = (
    "I ask one thing at a time and show you what I put. Nothing is asked of the council until you press Ask on the "
    "last page. Say “help” to see what else you can say."
)
CAN_SAY = (
    ("back", "to the question before"),
    ("skip", "leave it for now"),
    ("change lot to 2", "change any answer, by its name"),
    ("what have I said", "everything that is kept"),
    ("why", "why we ask, and what we do with it"),
    ("what’s due", "until when questions are in time"),
    ("save and come back", "stop here and go on another day"),
    ("check my answers", "the last page, where you ask"),
)


@dataclass(frozen=True)
class About:
    """One tender for one organisation; `answers` is where everything that was released stands."""

    tender: Tender
    provider: int
    answers: str
    guidance: FindGuidance
    now: datetime

    def matter(self) -> Matter:
        """Ready to be filled in."""
        return Matter(
            questions=_questions(self.tender), situation=self._situation(), facts=self._facts(), guidance=self._find,
            beside=self._beside, ways={MINE: self.answers}, checked=self.looked_at,
        )  # fmt: skip

    def _situation(self) -> Situation:
        day, authority = today(self.now), self.tender.authority
        name = Provider.get_by_id(self.provider).legal_name
        return Situation(
            today=day, first_day=day, last_day=day, quarter=self.tender.title, tier="core", council=authority.name,
            provider=name, duty_phone=authority.duty_phone, about=self.tender.title,
        )  # fmt: skip

    def _facts(self) -> Facts:
        closes = self.tender.questions_close_at
        due = f"Questions that are received at or before {moment(closes)} are in time; later ones are kept and marked."
        says = {"person": _person(self.tender), "not_found": NOT_FOUND, "how": HOW}
        return Facts(due=due if closes else "No day has been set for the last question.", says=says, can_say=CAN_SAY)

    def near(self, journey: Journey) -> list[ReleasedAnswer]:
        """Up to three released answers that may answer it already."""
        return asking.answered(self.tender).similar(_text(journey, "words"))

    def tells(self, journey: Journey) -> list[str]:
        """What in the words could tell who asks."""
        return asking.reveals("\n".join(_text(journey, key) for key in TEXTS), self.provider)

    def looked_at(self, journey: Journey) -> Mapping[str, object]:
        """What is looked at before it is asked."""
        return {"near": self.near(journey), "tells": self.tells(journey), "answers": self.answers}

    def _beside(self, journey: Journey, stored: frozenset[str]) -> Beside:
        found = []
        if stored & set(TEXTS) and (tells := self.tells(journey)):
            found.append(Reply("say", TELLS.format(tells=", ".join(tells))))
        near = self.near(journey) if "words" in stored else []
        for number, row in enumerate(near, 1):
            ways = (Button(MINE, "This answers mine"), Button("move:repeat", "Ask anyway"))
            buttons = ways if number == len(near) else ()
            found.append(Reply("guidance", NEAR if number == 1 else "", passage=self._passage(row), buttons=buttons))
        return Beside(tuple(found), MINE if near else "")

    def _find(self, question: str) -> Passage | None:
        """What was released about this tender; else what is published for everybody."""
        row = asking.answered(self.tender).answering(question)
        return self._passage(row) if row is not None else self.guidance(question)

    def _passage(self, row: ReleasedAnswer) -> Passage:
        return Passage(row.answer, row.question, f"{self.answers}#{row.slug}", f"released {moment(row.at)}")


def _questions(tender: Tender) -> QuestionSet:
    latest = library.latest(SET)
    lots = [
        Option(str(lot.number), f"Lot {lot.number}: {lot.title}", (f"lot {lot.number}", str(lot.number), lot.title))
        for lot in Lot.of(tender.id)
    ]
    documents = [Option(str(one.number), one.name) for one in TenderDocument.of(tender.id)]
    every, none = (latest.questions[key].options[0] for key in ("lot", "document"))
    offers = [("lots", (every, *lots))] if lots else []
    offers += [("documents", (none, *documents))] if documents else []
    return offering.fitted(latest.key, latest.version, offers)


def _person(tender: Tender) -> str:
    """While a tender is live nobody says more to one than to others: help is with the form alone."""
    authority = tender.authority
    reach = " or ".join(part for part in (authority.contact_phone, authority.contact_email) if part)
    help_ = f"{authority.name} helps where this form does not work: {reach}. " if reach else ""
    return (
        f"About a tender that is open nobody answers you alone: what you ask here is answered for everybody. {help_}"
        "Say only what does not work, and nothing of what you want to ask. I tell nobody that you are here."
    )


def _text(journey: Journey, key: str) -> str:
    question = journey.question_set.questions.get(key)
    given = journey.given(question) if question else None
    return str(given.value) if given and given.value is not None else ""


def wish(journey: Journey, follows: int | None = None) -> Wish:
    """The question, as it is asked."""
    sent = {key: given.value for key, given in journey.submitted().items()}
    questions = journey.question_set.questions
    lot, document = sent.get("lot", "all"), sent.get("document", "none")
    named = {option.key: option.words for option in questions["document"].options} if "document" in questions else {}
    return Wish(
        words=str(sent["words"]),
        lot=None if lot == "all" else int(str(lot)),
        document="" if document == "none" else named[str(document)],
        page=str(sent.get("place", "")),
        confidential_why=str(sent.get("confidential_why", "")),
        follows=follows,
    )
