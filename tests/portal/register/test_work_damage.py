"""Random damage never gives a traceback or half an import: it is a bad file, or every row is accounted for."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.register.taking_in import Import
from portal.register.bad_file import BadFile
from tests.portal.register.files import AWARDS, LGA, ROWS, as_csv, as_ods, as_xls, as_xlsx

quiet = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
slow = settings(quiet, max_examples=8)

REAL = b"".join(AWARDS.read_bytes().splitlines(keepends=True)[:60])
TEXTS = [REAL, as_csv(ROWS), as_csv(ROWS, encoding="utf-16"), as_csv(ROWS, encoding="cp1252", delimiter=";")]
BOOKS = [as_xlsx(ROWS), as_xls(ROWS), as_ods(ROWS)]


def damaged(content: bytes, seed: int, strokes: int) -> bytes:
    """Bytes that are overwritten, cut out, doubled or put in, at random places."""
    chance = random.Random(seed)
    found = bytearray(content)
    for _ in range(strokes):
        place, length = chance.randrange(len(found) or 1), chance.choice((1, 1, 2, 50))
        stroke = chance.randrange(4)
        if stroke == 0:
            found[place : place + length] = chance.randbytes(length)
        elif stroke == 1:
            del found[place : place + length]
        elif stroke == 2:
            found[place:place] = found[place : place + length]
        else:
            found[place:place] = bytes(chance.choices(b'",;\n\r\t\0|&=-0', k=length))
    return bytes(found)


def survives(take, register, content: bytes) -> None:
    before, imports = register(), Import.select().count()
    try:
        found = take(content)
    except BadFile:
        assert (register(), Import.select().count()) == (before, imports)
        return
    said = found.counts
    assert said.read == said.new + said.changed + said.unchanged + said.rejected
    assert said.read > said.rejected
    after = register()
    again = take(content).counts
    assert (again.read, again.new, again.changed, again.rejected) == (said.read, 0, 0, said.rejected)
    assert register() == after


@quiet
@given(content=st.sampled_from(TEXTS), seed=st.integers(0, 2**32), strokes=st.integers(1, 40))
def test_text_files_with_damaged_bytes(take, register, content: bytes, seed: int, strokes: int) -> None:
    survives(take, register, damaged(content, seed, strokes))


@slow
@given(content=st.sampled_from(BOOKS), seed=st.integers(0, 2**32), strokes=st.integers(1, 6))
def test_workbooks_with_damaged_bytes(take, register, content: bytes, seed: int, strokes: int) -> None:
    survives(take, register, damaged(content, seed, strokes))


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *(
                "31/12/9999",
                "REDACTED PERSONAL DATA",
                "N/A",
                "£1.2m",
                "=1+1",
                "-5",
                "A Ltd,B Ltd",
                "FC-1",
                "Homes",
                "0",
            ),
            *(
                "\x00",
                "\ud7ff",
                "x" * 5000,
                "9" * 400,
                "1e999",
                "2026-02-30",
                "٣١/٠٣/٢٠٢٦",
                "Total",
                ",,,,,,,",
                '"',
                "\n",
            ),
        ]
    ),
)


@quiet
@given(st.lists(st.lists(CELLS, min_size=8, max_size=9), min_size=1, max_size=6))
def test_cells_with_anything_in_them(take, register, rows: list[list[str]]) -> None:
    survives(take, register, as_csv(rows, LGA))


@quiet
@given(st.binary(max_size=400))
def test_bytes_that_are_no_file_at_all(take, register, content: bytes) -> None:
    survives(take, register, content)


@pytest.mark.parametrize("end", [1, 100, 700, 2_000, 20_000])
def test_a_file_that_was_cut_off(take, register, end: int) -> None:
    survives(take, register, REAL[:end])
