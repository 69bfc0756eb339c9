"""The safety gate on sentences that it has not seen: each lot of tests/data/danger/ is judged by what was learnt from
all the others. `python -m bench.danger` prints that; `--write` learns from all lots and keeps it in forms/.

Each lot was written by somebody who knew neither the rules nor the other lots.
"""

import argparse
import json
from dataclasses import dataclass

from bench.servers import ROOT
from forms.danger import weighs
from forms.danger_spelling import plain_words
from forms.danger_weights import FILE, Weights, learnt

DATA = ROOT / "tests" / "data"
LOTS = DATA / "danger"
ANSWERS = DATA / "reading_by_hand.jsonl"


@dataclass(frozen=True)
class Line:
    """A sentence or two, and whether somebody is in danger."""

    text: str
    danger: bool


@dataclass(frozen=True)
class Rates:
    """Parts of 1: of the lines of danger that were seen, of the ordinary ones that raised the alarm."""

    recall: float
    false: float


def lots() -> dict[str, list[Line]]:
    """All lines, by the name of their lot."""
    return {
        path.stem: [Line(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted(LOTS.glob("*.jsonl"))
    }


def answers() -> list[Line]:
    """What people type into boxes: figures, days, a word. Nobody is in danger in any of them."""
    told = (json.loads(line)["text"] for line in ANSWERS.read_text(encoding="utf-8").splitlines())
    return [Line(text, danger=False) for text in dict.fromkeys(told)]


def learnt_from(lines: list[Line]) -> Weights:
    """The weights that these lines teach, beside the answers."""
    return learnt((plain_words(line.text), line.danger) for line in (*lines, *answers()))


def rates(lines: list[Line], by: Weights) -> Rates:
    """How a lot is judged."""
    seen = [(weighs(line.text, by) > 0, line.danger) for line in lines]
    cries, ordinary = [alarm for alarm, danger in seen if danger], [alarm for alarm, danger in seen if not danger]
    return Rates(sum(cries) / len(cries), sum(ordinary) / len(ordinary))


def unseen(name: str) -> Rates:
    """How a lot is judged by what all the others teach."""
    known = lots()
    return rates(known[name], learnt_from([line for other, lines in known.items() if other != name for line in lines]))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.danger", description=__doc__)
    parser.add_argument("--write", action="store_true", help="learn from every lot and keep what was learnt")
    if parser.parse_args().write:
        learnt_now = learnt_from([line for lines in lots().values() for line in lines])
        FILE.write_text("\n".join(learnt_now.lines()) + "\n", encoding="utf-8")
        print(f"{len(learnt_now.of_phrase):,} phrases in {FILE.relative_to(ROOT)}")
        return
    print("Lot              seen, %   false alarms, %")
    for name in lots():
        found = unseen(name)
        print(f"{name:16} {100 * found.recall:7.1f} {100 * found.false:17.1f}")


if __name__ == "__main__":
    main()
