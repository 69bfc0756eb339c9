"""What may be said in figures of the contracts of one service. Pure; money is in pence, days are ISO texts.

What frameworks are worth is never added: they are estimates of what may be called off, and what is called off stands in
contracts of its own. Nominal values are never added either. Whole values count by the year.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from portal import figures_rule as rule
from portal.figures_across import safe_across
from portal.figures_rule import Sum, Weights
from portal.publishing.line import Line
from portal.publishing.words import FRAMEWORKS

WHOLE = 2520
"""A contract in parts: it can be shared out evenly among up to ten suppliers."""

NONE = "not published: the register holds no such contract"
NO_VALUE = "not known: no contract says what it costs in a year"
FEW = "not published: fewer than three providers, or almost only one, stand behind it"
BESIDE = "not published: what another service costs could be worked out from it"
PARTS = "not published: fewer than three providers, or almost only one, stand behind a part of it"


@dataclass(frozen=True)
class Said:
    """A figure, or why there is none."""

    value: int | None
    why: str = ""


@dataclass(frozen=True)
class Part:
    """A part of a whole: how many contracts, or how much money in a year."""

    label: str
    value: int


@dataclass(frozen=True)
class Share:
    """A whole in parts, the one that is asked about first. No parts: not published, and why."""

    parts: tuple[Part, ...]
    why: str = ""
    percentages: bool = False

    @property
    def whole(self) -> int:
        return sum(part.value for part in self.parts)

    def percent(self, part: Part) -> int | None:
        """Of a part of the whole; None where too few contracts lie underneath."""
        return round(100 * part.value / self.whole) if self.percentages and self.whole else None


@dataclass(frozen=True)
class Question:
    """Something that a supplier is or is not: which attribute says so, and what its parts are called."""

    attribute: str
    yes: str
    no: str
    unknown: str


SME = Question("sme", "Small or medium", "Not small or medium", "Size not known")
VCSE = Question("vcse", "Voluntary or community", "Not voluntary or community", "Kind not known")
LOCAL = Question("local", "Local", "Not local", "Not known whether local")


class Figures:
    """The figures over some contracts, as one page may say them together; `questions`: whose shares it says; `beside`:
    what other pages say of parts of the same contracts, such as those of each service, no contract being in two;
    `kept_back`: see `kept_back` below."""

    def __init__(
        self, lines: Sequence[Line], questions: Sequence[Question] = (SME, VCSE), beside: "Sequence[Figures]" = (), *,
        kept_back: bool = False,
    ) -> None:  # fmt: skip
        self.lines, self.questions, self._beside, self.kept_back = lines, questions, beside, kept_back
        self._by_count: dict[Question, Share] = {}

    @cached_property
    def priced(self) -> list[Line]:
        """Those of which it is known what they cost in a year."""
        return [line for line in self.lines if adds(line) and line.yearly_pence is not None]

    @cached_property
    def _alike(self) -> list[list[Line]]:
        """The priced ones, in groups of those that stand in the same sums whatever is said: of the same part (and alike
        there), and with the same answers. Nobody can tell them apart; every sum is made of the places of groups."""
        groups = [(place, some) for place, part in enumerate(self._beside) for some in enumerate(part._alike)]
        within = {id(line): (place, number) for place, (number, some) in groups for line in some}
        found: dict[tuple[object, ...], list[Line]] = {}
        for line in self.priced:
            answers = [answer(line, question) for question in self.questions]
            found.setdefault((within.get(id(line)), *answers), []).append(line)
        return list(found.values())

    @cached_property
    def _money(self) -> list[dict[str, int]]:
        """What stands behind each of these groups."""
        return [rule.together(weights(line, line.yearly_pence or 0) for line in some) for some in self._alike]

    @cached_property
    def contracts(self) -> Said:
        """How many contracts there are."""
        return self._counted(len(self.lines), (weights(line, WHOLE) for line in self.lines))

    @cached_property
    def suppliers(self) -> Said:
        """How many suppliers are named for them, as the pages of services count them."""
        named = {party.slug for line in self.lines for party in line.suppliers}
        return self._counted(len(named), [dict.fromkeys(named, 1)])

    @property
    def spend(self) -> Said:
        """What they cost in a year."""
        return Said(None, BESIDE) if self.kept_back else self._spend

    @cached_property
    def _spend(self) -> Said:
        """The same by itself."""
        if not self.lines or not self.priced:
            return Said(None, NO_VALUE if self.lines else NONE)
        may = rule.clear(rule.together(self._money))
        return Said(sum(line.yearly_pence or 0 for line in self.priced)) if may else Said(None, FEW)

    @cached_property
    def without_value(self) -> int:
        """How many contracts do not say what they cost in a year. What is not known is always said."""
        return sum(adds(line) and line.yearly_pence is None for line in self.lines)

    @cached_property
    def frameworks(self) -> list[Line]:
        """Those that are frameworks or dynamic markets."""
        return [line for line in self.lines if line.arrangement in FRAMEWORKS]

    def by_count(self, question: Question) -> Share:
        """The contracts in parts. A part may be small: the register shows each contract, and it is nobody’s price."""
        if question not in self._by_count:
            self._by_count[question] = self._counts(question)
        return self._by_count[question]

    def _counts(self, question: Question) -> Share:
        if not self.contracts.value:
            return Share((), self.contracts.why or NONE)
        said = Counter(answer(line, question) for line in self.lines)
        parts = [Part(label, sum(said[one] for one in answers)) for label, answers in _fine(question)]
        return Share(tuple(parts), "", len(self.lines) >= rule.FEWEST_FOR_A_PERCENTAGE)

    def by_value(self, question: Question) -> Share:
        """The yearly cost in parts."""
        return self._by_value[question][0]

    @cached_property
    def _by_value(self) -> dict[Question, tuple[Share, list[Sum]]]:
        """Each in the finest parts that may stand beside what is said before it; and the sums that these parts are."""
        said: list[Sum] = [frozenset(range(len(self._alike)))]
        found = {}
        for question in self.questions:
            found[question] = self._finest(question, said)
            said += found[question][1]
        return found

    def _finest(self, question: Question, said: Sequence[Sum]) -> tuple[Share, list[Sum]]:
        if self.spend.value is None:
            return Share((), self.spend.why), []
        given = [answer(some[0], question) for some in self._alike]
        worth = [sum(line.yearly_pence or 0 for line in some) for some in self._alike]
        for labelled in (_fine(question), _coarse(question)):
            sums = [frozenset(n for n, one in enumerate(given) if one in answers) for _label, answers in labelled]
            if safe_across(self._money, (*said, *sums), self._elsewhere):
                values = [sum(worth[n] for n in one) for one in sums]
                parts = [Part(label, value) for (label, _answers), value in zip(labelled, values, strict=True)]
                return Share(tuple(parts), "", len(self.priced) >= rule.FEWEST_FOR_A_PERCENTAGE), sums
        return Share((), PARTS), []

    @cached_property
    def said_by_value(self) -> list[list[Line]]:
        """Of which contracts a sum of money is said: of all of them, and of the parts that stand in shares."""
        said = [self.priced] if self.spend.value is not None else []
        parts = [one for _share, sums in self._by_value.values() for one in sums]
        return said + [[line for n in sorted(one) for line in self._alike[n]] for one in parts]

    @cached_property
    def _elsewhere(self) -> list[list[Sum]]:
        """The sums that other pages say, those of each part by itself."""
        place = {id(line): n for n, some in enumerate(self._alike) for line in some}
        return [[frozenset(place[id(line)] for line in one) for one in part.said_by_value] for part in self._beside]

    def _counted(self, number: int, holdings: Iterable[Weights]) -> Said:
        if not self.lines:
            return Said(0)
        return Said(number) if rule.clear(rule.together(holdings)) else Said(None, FEW)


def kept_back(services: "Mapping[str, Figures]") -> frozenset[str]:
    """Services of one authority whose cost could be said and is not: taken off what all of them cost, the others would
    leave somebody’s price. Those that cost least go first; where nothing would be left to say, none goes: then what all
    of them cost is not said."""
    worth = {key: one.spend.value for key, one in services.items()}
    left = rule.together(one for key, figures in services.items() if worth[key] is None for one in figures._money)
    back: list[str] = []
    for key in sorted((key for key in worth if worth[key] is not None), key=lambda key: (worth[key], key)):
        if not any(left.values()) or rule.clear(left):
            return frozenset(back)
        back.append(key)
        left = rule.together([left, *services[key]._money])
    return frozenset()


def adds(line: Line) -> bool:
    """Whether what a contract costs belongs into a sum."""
    return not left_out(line)


def left_out(line: Line) -> str:
    """As what a contract stays out of sums: “framework”, or “nominal” of £0 and £1 of which nobody said that it is one;
    nothing where it belongs into them."""
    if line.arrangement in FRAMEWORKS:
        return "framework"
    return "nominal" if line.value_kind == "nominal" else ""


def weights(line: Line, whole: int) -> dict[str, int]:
    """How `whole` falls to the suppliers of a contract: as their awards say, evenly where they do not."""
    if len(line.suppliers) <= 1:
        return {line.suppliers[0].slug if line.suppliers else line.supplier_words: whole}
    values = [party.value_pence or 0 for party in line.suppliers]
    if not all(values):
        values = [1] * len(values)
    return rule.together(
        {party.slug: whole * n // sum(values)} for party, n in zip(line.suppliers, values, strict=True)
    )


def answer(line: Line, question: Question) -> str:
    """“yes” if all suppliers of a contract are it, “no” if one is known not to be, otherwise not known."""
    if len(line.suppliers) == 1:
        return str(getattr(line.suppliers[0], question.attribute))
    said = [getattr(party, question.attribute) for party in line.suppliers]
    return "no" if "no" in said else "" if "" in said or not said else "yes"


Labelled = Sequence[tuple[str, Sequence[str]]]
"""What the parts of a share are called, and the answers that fall into each."""


def _fine(question: Question) -> Labelled:
    return [(question.yes, ("yes",)), (question.no, ("no",)), (question.unknown, ("",))]


def _coarse(question: Question) -> Labelled:
    return [(question.yes, ("yes",)), (f"{question.no}, or not known", ("no", ""))]
