"""Passages from the rule of how much is asked of whom, as `/questions/how-much-we-ask/` shows it."""

from collections.abc import Iterator

from forms.proportion import RHYTHMS, table
from portal.guidance.passages import Passage

PAGE = "/questions/how-much-we-ask/"
ALSO = "how long length size big many boxes questions middle small large"


def passages() -> Iterator[Passage]:
    """Each length of a return and who is asked it; how often a set is asked by the risk."""
    rule = table()
    for tier in rule.tiers:
        yield _passage(tier.key, f"{tier.title}, in “How much we ask”", tier.who, f"{ALSO} {tier.example.about}")
    often = (f"{rule.risks[risk]}: {RHYTHMS[rhythm]}." for risk, rhythm in rule.often.items())
    yield _passage(
        "often", "How often we ask, by risk, in “How much we ask”", " ".join(often), "often frequency quarterly"
    )


def _passage(key: str, title: str, text: str, also: str) -> Passage:
    return Passage(f"rules/{key}", title, text, PAGE, "the rule as it stands today", also=also)
