"""How well readers understand what real people wrote: correct, WRONG and abstained side by side, and how long it takes.

The sentences are the samples of tests/data/conversation/ (their origins and licences stand there), or any folder with
files of the same names. Abstaining asks again, and is never an error; a value counts whether it is exact or proposed.
"""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.servers import ROOT
from bench.table import Gate
from forms.asked import Asked, Option
from forms.kinds import KINDS
from forms.reading import Reading, Status
from portal.guidance.index import Index
from portal.guidance.passages import Passage

SAMPLES = ROOT / "tests" / "data" / "conversation"
TODAY = date(2026, 10, 10)
SHOTS = 5
"""So many questions of each kind stand in the index; the others are looked up."""
NEAREST = 12
"""So many earlier questions are looked at for three meanings."""
MOST_MS = 2.0

Row = dict[str, Any]
Pair = tuple[Any, Any]
"""What was read (None: abstained), and what it means."""


@dataclass(frozen=True)
class Rate:
    """One line of the table, in per cent. `least` and `most` are the gate; None where there is none."""

    name: str
    of: int
    correct: float
    wrong: float
    least: float | None = None
    most: float | None = None

    @property
    def abstained(self) -> float:
        return max(0.0, 100 - self.correct - self.wrong)

    def gates(self) -> list[Gate]:
        """What must hold, a gate a bound."""
        held = [] if self.least is None else [Gate(f"{self.name}: correct", self.correct, self.least)]
        return held + ([] if self.most is None else [Gate(f"{self.name}: WRONG", self.wrong, self.most, at_most=True)])


class Readers:
    """Reads rows of a folder, and remembers how long each took."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.took: list[float] = []
        self.aliases: dict[str, list[str]] = json.loads((SAMPLES / "choice_aliases.json").read_text(encoding="utf-8"))

    def rows(self, *names: str) -> list[Row]:
        """The sentences of some files."""
        texts = ((self.folder / f"{name}.jsonl").read_text(encoding="utf-8") for name in names)
        return [json.loads(line) for text in texts for line in text.split("\n") if line]

    def read(self, kind: str, row: Row, **about: Any) -> Reading:
        """One sentence, as an answer of a kind."""
        today = date.fromisoformat(row["ref"]) if "ref" in row else TODAY
        asked = Asked(key="q", kind=kind, ask=row.get("q", ""), today=today, none_is_zero=True, **about)
        began = time.thread_time()
        reading = KINDS[kind].read(row["text"], asked)
        self.took.append(time.thread_time() - began)
        return reading

    def quantile(self, part: float) -> float:
        """Milliseconds that a part of all readings stayed below."""
        return sorted(self.took)[int(part * (len(self.took) - 1))] * 1000


def measured(folder: Path) -> tuple[list[Rate], Readers]:
    """Every line of the table."""
    readers = Readers(folder)
    made = (numbers, money, dates, yes_no, choices, unrelated, guidance)
    return [rate for part in made for rate in part(readers)], readers


def rated(name: str, pairs: Iterable[Pair], least: float | None = None, most: float | None = None) -> Rate:
    """The rate of some readings."""
    counted = Counter("abstained" if value is None else "right" if value == gold else "wrong" for value, gold in pairs)
    of = counted.total()
    return Rate(name, of, 100 * counted["right"] / of, 100 * counted["wrong"] / of, least, most)


def numbers(readers: Readers) -> list[Rate]:
    """Counts, and ranges that must not be read as one."""

    def counts(*names: str, key: str = "gold") -> list[Pair]:
        scored = [row for row in readers.rows(*names) if row.get("scored", True) and row[key] is not None]
        return [(readers.read("number", row).value, row[key]) for row in scored]

    ranges = [row for row in readers.rows("range_recognizers") if row["range"] != "[20,20]"]
    exact = [readers.read("number", row) for row in ranges]
    return [
        rated("whole numbers", counts("num_sgd", "num_sgd_dev"), 98, 0.2),
        rated("numbers in bookings", counts("num_rest8k", "num_rest8k_train"), 95, 0),
        rated("numbers, Duckling", counts("num_duckling"), 79, 2),
        rated(
            "ranges read as one exact number", [(one.status is Status.exact or None, False) for one in exact], most=2
        ),
        rated("corrections", counts("num_sgd_correction", "num_sgd_dev_correction"), 98, 0),
        rated("several answers in one message", counts("multi_rest8k", key="people"), 97, 0),
    ]


def money(readers: Readers) -> list[Rate]:
    """Sums in our own money that stand alone; other currencies and bounds are asked about."""
    rows = [row for row in readers.rows("money_nlupp") if row["kind"] == "span"]
    ours = [row for row in rows if row["unit"] in ("GBP", "ambiguous")]
    others = [row for row in rows if row not in ours]
    return [
        rated("money", [(readers.read("money", row).value, round(row["gold"] * 100)) for row in ours], 99, 0),
        rated("other currencies read as pounds", [(readers.read("money", row).value, None) for row in others], most=0),
    ]


def dates(readers: Readers) -> list[Rate]:
    """Days, day first; for those spoken in the UK the year is left aside."""

    def days(*names: str, of: Callable[[date], Any] = lambda day: day) -> list[Pair]:
        pairs: list[Pair] = []
        for row in readers.rows(*names):
            day, gold = readers.read("date", row).value, {of(date.fromisoformat(one)) for one in row["gold"]}
            pairs.append((None, gold) if day is None else (of(day) if of(day) not in gold else gold, gold))
        return pairs

    return [
        rated("dates, day first", days("date_sgd", "date_sgd_dev"), 98, 0),
        rated("dates spoken in the UK", days("date_nlupp", of=lambda day: (day.month, day.day)), 91, 0.5),
        rated("dates, Duckling GB", days("date_duckling"), most=0),
    ]


def yes_no(readers: Readers) -> list[Rate]:
    """Yes and no to a question, and without one."""

    def answers(*names: str) -> list[Pair]:
        rows = [row for row in readers.rows(*names) if row["gold"] in ("yes", "no")]
        return [(readers.read("yes_no", row).value, row["gold"]) for row in rows]

    return [
        rated("yes and no to a question", answers("yn_sgd_slot", "yn_sgd_dev_slot"), 90, 0.5),
        rated("yes and no without one", answers("yn_nlupp", "yn_clinc")),
    ]


def choices(readers: Readers) -> list[Rate]:
    """One of several options, with other words for them and without."""

    def chosen(aliases: dict[str, list[str]]) -> list[Pair]:
        def options(row: Row) -> tuple[Option, ...]:
            return tuple(Option(words, words, tuple(aliases.get(words, ()))) for words in row["choices"])

        return [(readers.read("choice", row, options=options(row)).value, row["gold"]) for row in rows]

    rows = readers.rows("choice_sgd")
    return [rated("choice, with aliases", chosen(readers.aliases), 85, 0), rated("choice, without", chosen({}), most=0)]


def unrelated(readers: Readers) -> list[Rate]:
    """Sentences about something else, read as an answer."""
    rows = [row for row in readers.rows("oos_clinc", "moves_clinc") if row["gold"] not in ("yes", "no", "maybe")]
    return [
        rated(f"unrelated text taken for a {kind}", [(readers.read(kind, row).value, ...) for row in rows], most=2)
        for kind in ("number", "date", "yes_no", "money")
    ]


def guidance(readers: Readers) -> list[Rate]:
    """What customers ask, found among passages of a few questions of one meaning; and what nobody has an answer to."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for row in readers.rows("dup_banking77_test"):
        kinds[row["gold"]].append(row["text"])
    index = Index(Passage(kind, title="", text=" ".join(texts[:SHOTS])) for kind, texts in kinds.items())
    found = [
        (kind, [hit.passage.key for hit in index.find(text)]) for kind, texts in kinds.items() for text in texts[SHOTS:]
    ]
    strange = [index.answer(row["text"]) is not None or None for row in readers.rows("oos_clinc")]
    index.close()
    earlier = Index(
        Passage(f"{kind}|{n}", "", text) for kind, texts in kinds.items() for n, text in enumerate(texts[:SHOTS])
    )
    alike = [
        (kind in _kinds(earlier.nearest(text, most=NEAREST))[:3], True)
        for kind, texts in kinds.items()
        for text in texts[SHOTS:]
    ]
    earlier.close()
    return [
        rated("an earlier question among the first three", alike, 72),
        rated("guidance found first", [(keys[0] if keys else None, kind) for kind, keys in found], 55),
        rated(
            "guidance among the first three", [(kind in keys[:3] if keys else None, True) for kind, keys in found], 72
        ),
        rated("guidance given though it is not there", [(one, False) for one in strange], most=1),
    ]


def _kinds(found: Sequence[Passage]) -> list[str]:
    """Each meaning once, best first: questions of one meaning have one answer."""
    return list(dict.fromkeys(one.key.partition("|")[0] for one in found))


def shown(rates: Sequence[Rate], readers: Readers) -> str:
    """The table, a line a rate."""
    lines = [f"{'Reading, in per cent':40}{'of':>7}{'correct':>10}{'WRONG':>8}{'abstained':>11}   gate"]
    for rate in rates:
        bounds = [] if rate.least is None else [f">= {rate.least:g}"]
        bounds += [] if rate.most is None else [f"WRONG <= {rate.most:g}"]
        said = f"{rate.name:40}{rate.of:7}{rate.correct:10.1f}{rate.wrong:8.2f}{rate.abstained:11.1f}   "
        lines.append(said + ", ".join(bounds))
    lines.append(f"one answer read in {readers.quantile(0.5):.3f} ms (p50), {readers.quantile(0.99):.3f} ms (p99)")
    return "\n".join(lines)


def gates(rates: Sequence[Rate], readers: Readers) -> list[Gate]:
    """What a release has to keep."""
    slow = Gate("one answer read, p99 in ms", readers.quantile(0.99), MOST_MS, at_most=True)
    return [*(gate for rate in rates for gate in rate.gates()), slow]


def kept(rates: Sequence[Rate], readers: Readers) -> dict[str, Any]:
    """What stands in the results."""
    table = {
        rate.name: {"of": rate.of, "correct": round(rate.correct, 2), "wrong": round(rate.wrong, 2)} for rate in rates
    }
    return {"rates": table, "p50_ms": round(readers.quantile(0.5), 3), "p99_ms": round(readers.quantile(0.99), 3)}
