"""What is said of feedback. Pure.

Nothing below five answers. A count of one or two is never said by itself: it is put together with the answer beside it
(“partly or no”), and where that leaves one group alone, nothing is said. That all of five said the same is not said
either: it would say what each of them said.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

FEWEST = 5
SMALL = 3
"""Fewer than that never stand alone."""
FEWEST_OF_ONE_MIND = 6

Groups: TypeAlias = list[tuple[tuple[str, ...], int]]


def grouped(counts: Mapping[str, int]) -> Groups | None:
    """Answers in their order, small ones put together with what stands beside them; None where nothing may be said."""
    total = sum(counts.values())
    if total < FEWEST:
        return None
    for groups in _ways([((answer,), number) for answer, number in counts.items()]):
        numbers = [number for _, number in groups]
        of_one_mind = total < FEWEST_OF_ONE_MIND and max(numbers) == total
        if not of_one_mind and not any(0 < number < SMALL for number in numbers):
            return groups
    return None


def _ways(each: Groups) -> Iterator[Groups]:
    """Each by itself, then two beside each other put together, from the end; never all of them together."""
    yield each
    for at in range(len(each) - 2, -1, -1) if len(each) > 2 else ():
        (first, some), (second, more) = each[at : at + 2]
        yield [*each[:at], (first + second, some + more), *each[at + 2 :]]


def sums(answers: Mapping[str, Mapping[str, int]]) -> dict[str, Sequence[object] | None]:
    """Question -> its groups as lists, for a released row."""
    return {
        question: groups and [[list(names), number] for names, number in groups]
        for question, groups in ((question, grouped(counts)) for question, counts in answers.items())
    }
