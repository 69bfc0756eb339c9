"""The results as a table, and the gates: ratios within one run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.load import Sample


@dataclass(frozen=True)
class Gate:
    """A bound that a release has to keep."""

    name: str
    value: float
    bound: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        return self.value <= self.bound if self.at_most else self.value >= self.bound


def gates(samples: Mapping[str, Sample], sqlite: float) -> list[Gate]:
    """What must hold of these samples; `sqlite` is its own rate of transactions a second."""
    page, post = samples["Evenhand, question page"], samples["Evenhand, committing POST"]
    beside = samples["Evenhand, readers beside two writers"]
    return [
        Gate("question page, times Django", page.rate / samples["Django, the same form"].rate, 3.0),
        Gate("committing POST, times Django", post.rate / samples["Django, committing POST"].rate, 1.1),
        Gate("committing POST, share of SQLite’s own rate", post.rate / sqlite, 0.1),
        Gate("question page, p99 in ms at eight connections", page.quantile(0.99), 100, at_most=True),
        Gate("committing POST, p99 in ms at eight connections", post.quantile(0.99), 100, at_most=True),
        Gate("readers beside writers, p99 in ms", beside.quantile(0.99), 100, at_most=True),
        Gate("answers of another status than was right", sum(s.wrong for s in samples.values()), 0, at_most=True),
    ]


def pages(samples: Mapping[str, Sample]) -> str:
    """A line a case."""
    lines = [f"{'':40}{'requests/s':>12}{'p50 ms':>10}{'p99 ms':>10}{'wrong':>8}"]
    for name, sample in samples.items():
        p50, p99 = sample.quantile(0.5), sample.quantile(0.99)
        lines.append(f"{name:40}{sample.rate:12,.0f}{p50:10.1f}{p99:10.1f}{sample.wrong:8}")
    return "\n".join(lines)


def computing(micros: Mapping[str, float]) -> str:
    """What a page costs without its queries."""
    lines = [f"{'Computing, without the store':40}{'microseconds':>12}"]
    return "\n".join([*lines, *(f"{name:40}{value:12,.0f}" for name, value in micros.items())])


def verdicts(gates: Sequence[Gate]) -> str:
    """A line a gate."""
    lines = [f"{'Gate':52}{'value':>10}{'bound':>10}"]
    for gate in gates:
        bound = f"{'<=' if gate.at_most else '>='} {gate.bound:g}"
        lines.append(f"{gate.name:52}{gate.value:10.2f}{bound:>10}  {'met' if gate.met else 'MISSED'}")
    return "\n".join(lines)
