"""The best matching, proved by HiGHS: one wish after the other is made as good as it can be, and stays so.

1 kept slots that go to organisations without a contract; 2 of those, SMEs and VCSEs; 3 wishes of both; 4 of the buyer;
5 of the provider; 6 organisations with a meeting at all; 7 and 8 how high it stood on the buyer’s, the provider’s list.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import highspy
import numpy as np

from portal.events.matching.problem import Met, Pair, Problem

OPTIONS = {
    "output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_abs_gap": 0.5,
}  # fmt: skip
"""One thread and one seed: the same problem has the same solution. Every goal is a whole number, so that half a
meeting’s difference is none."""

Terms = Mapping[int, int]
"""Column -> factor."""


class Unsolved(Exception):
    """The solver did not prove a best matching; it says how far it came."""


class _Model:
    """Columns: x (pair at a slot), y (pair meets), z (it uses a kept slot), w (a guest has a meeting)."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        told = {met.pair for met in problem.kept}
        self.pairs = sorted([*problem.pairs(), *told])
        slots = {pair: problem.common(pair) for pair in self.pairs} | {
            m.pair: frozenset((m.slot,)) for m in problem.kept
        }
        self.x = self._columns(0, [(pair, slot) for pair in self.pairs for slot in sorted(slots[pair])])
        self.y = self._columns(len(self.x), self.pairs)
        new = [pair for pair in self.pairs if pair not in problem.known]
        self.z = self._columns(len(self.x) + len(self.y), new)
        guests = sorted({pair.guest for pair in self.pairs})
        self.w = self._columns(len(self.x) + len(self.y) + len(self.z), guests)
        self.size = len(self.x) + len(self.y) + len(self.z) + len(self.w)
        self.told = told
        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in OPTIONS.items():
            self.solver.setOptionValue(name, value)
        self._add()

    @staticmethod
    def _columns(first: int, keys: Iterable[Any]) -> dict[Any, int]:
        return {key: number for number, key in enumerate(keys, first)}

    def _add(self) -> None:
        lower = np.zeros(self.size)
        for pair in self.told:
            lower[self.y[pair]] = 1
        self.solver.addVars(self.size, lower, np.ones(self.size))
        whole = np.arange(len(self.x) + len(self.y), dtype=np.int32)
        kinds = np.array([highspy.HighsVarType.kInteger] * len(whole))
        self.solver.changeColsIntegrality(len(whole), whole, kinds)
        self.solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        for terms, most in self._limits():
            self.row(-highspy.kHighsInf, most, terms)
        for pair, slots in self._grouped((pair, column) for (pair, _), column in self.x.items()).items():
            self.row(0, 0, {**dict.fromkeys(slots, 1), self.y[pair]: -1})
        for pair in self.pairs:
            if not self.problem.common(pair) and pair not in self.told:
                self.row(0, 0, {self.y[pair]: 1})

    def _limits(self) -> Iterable[tuple[Terms, int]]:
        problem = self.problem
        for slots in self._grouped(((pair.host, slot), c) for (pair, slot), c in self.x.items()).values():
            yield dict.fromkeys(slots, 1), 1
        at = self._grouped(((pair.guest, slot), column) for (pair, slot), column in self.x.items())
        for (guest, _), columns in at.items():
            yield dict.fromkeys(columns, 1), problem.guests[guest].people
        for host, columns in self._grouped((pair.host, column) for pair, column in self.z.items()).items():
            yield dict.fromkeys(columns, 1), problem.reserved(host)
        for pair, column in self.z.items():
            yield {column: 1, self.y[pair]: -1}, 0
        for guest, columns in self._grouped((pair.guest, column) for pair, column in self.y.items()).items():
            yield {self.w[guest]: 1, **dict.fromkeys(columns, -1)}, 0
            if problem.most is not None:
                told = sum(1 for pair in self.told if pair.guest == guest)
                yield dict.fromkeys(columns, 1), max(problem.most, told)

    @staticmethod
    def _grouped(columns: Iterable[tuple[Any, int]]) -> dict[Any, list[int]]:
        found: dict[Any, list[int]] = defaultdict(list)
        for key, column in columns:
            found[key].append(column)
        return found

    def goals(self) -> list[Terms]:
        """What is made as great as it can be, the most important first."""
        problem, y = self.problem, self.y
        return [
            dict.fromkeys(self.z.values(), 1),
            {column: 1 for pair, column in self.z.items() if problem.guests[pair.guest].small},
            {y[pair]: 1 for pair in self.pairs if problem.mutual(pair)},
            {y[pair]: 1 for pair in self.pairs if pair in problem.wants},
            {y[pair]: 1 for pair in self.pairs if pair in problem.asks},
            dict.fromkeys(self.w.values(), 1),
            {y[pair]: -problem.wants[pair] for pair in self.pairs if pair in problem.wants},
            {y[pair]: -problem.asks[pair] for pair in self.pairs if pair in problem.asks},
        ]

    def row(self, lower: float, upper: float, terms: Terms) -> None:
        """One more condition."""
        columns = np.array(list(terms), dtype=np.int32)
        self.solver.addRow(lower, upper, len(terms), columns, np.array(list(terms.values()), dtype=float))

    def best(self, goal: Terms, start: Sequence[float]) -> list[float]:
        """The columns at their best for one goal, beginning from what was found before; it stays as good from now on.
        Raises Unsolved."""
        costs = np.zeros(self.size)
        costs[list(goal)] = list(goal.values())
        self.solver.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), costs)
        if start:
            before = highspy.HighsSolution()
            before.col_value = list(start)
            self.solver.setSolution(before)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unsolved(self.solver.modelStatusToString(status))
        found = [float(value) for value in self.solver.getSolution().col_value]
        self.row(round(sum(found[column] * factor for column, factor in goal.items())), highspy.kHighsInf, goal)
        return found


def solve(problem: Problem) -> tuple[Met, ...]:
    """The best matching, what was told first of all. Raises Unsolved."""
    model = _Model(problem)
    found: list[float] = []
    for goal in model.goals():
        if goal:
            found = model.best(goal, found)
    chosen = [(pair, slot) for (pair, slot), column in model.x.items() if found and found[column] > 1 / 2]
    return seated(problem, chosen)


def seated(problem: Problem, chosen: Iterable[tuple[Pair, int]]) -> tuple[Met, ...]:
    """Who of a guest’s people goes: whoever was told, then the first who is free."""
    taken = {(met.guest, met.slot, met.seat) for met in problem.kept}
    told = {met.pair for met in problem.kept}
    found = list(problem.kept)
    for pair, slot in sorted(chosen):
        if pair in told:
            continue
        seats = range(1, problem.guests[pair.guest].people + 1)
        seat = next(one for one in seats if (pair.guest, slot, one) not in taken)
        taken.add((pair.guest, slot, seat))
        found.append(Met(*pair, slot, seat))
    return tuple(sorted(found))
