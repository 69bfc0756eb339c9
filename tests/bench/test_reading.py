"""The table of what readers make of real sentences: every gate is held over the samples that the repository has."""

from bench import reading
from bench.reading import SAMPLES, Rate, rated


def test_abstaining_counts_neither_for_nor_against() -> None:
    rate = rated("numbers", [(3, 3), (4, 3), (None, 3), (None, 5)], 98, 0.2)
    assert (rate.correct, rate.wrong, rate.abstained) == (25, 25, 50)
    assert [gate.met for gate in rate.gates()] == [False, False]
    assert [gate.met for gate in Rate("numbers", 100, 99, 0, 98, 0).gates()] == [True, True]


def test_every_gate_is_held_over_the_samples_and_shown_side_by_side() -> None:
    rates, readers = reading.measured(SAMPLES)
    gates = [gate for rate in rates for gate in rate.gates()]
    assert len(gates) >= 28
    assert [gate.name for gate in gates if not gate.met] == []
    table = reading.shown(rates, readers)
    assert all(rate.name in table for rate in rates)
    assert "WRONG" in table
