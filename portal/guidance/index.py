"""Finding passages: an SQLite file with FTS5, written from nothing, the same bytes each time, only ever read.

A question is any text. Its words are quoted one by one, so that none of it can be read as a query. What is found is an
answer only where enough of the question stands in it: a word that nothing published holds weighs most, so that a
question about something else finds none.
"""

import math
import re
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any, Final, Self

from portal.guidance.passages import Hit, Passage
from portal.guidance.stop_words import STOP_WORDS

LEAST: Final = 0.6
"""Coverage below which nothing was found."""
ENOUGH_WORDS: Final = 3
"""So many words of the question are enough where none of them is in what names the passage."""
LONGEST: Final = 2_000
"""Characters of a question that are looked at."""
MOST_WORDS: Final = 32
MOST: Final = 10

_COLUMNS: Final = tuple(one.name for one in fields(Passage))
_WEIGHTS: Final = {"title": 2.0, "text": 1.0, "also": 1.5}
"""Of a word, by where it stands; other columns are not searched."""
_CREATE: Final = (
    f"CREATE VIRTUAL TABLE passage USING fts5({', '.join(c if c in _WEIGHTS else f'{c} UNINDEXED' for c in _COLUMNS)}, "
    "tokenize = 'porter unicode61 remove_diacritics 2')"
)
_INSERT: Final = f"INSERT INTO passage VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
_WEIGHED: Final = ", ".join(str(_WEIGHTS.get(column, 0.0)) for column in _COLUMNS)
_WITH_WORD: Final = f"SELECT rowid, -bm25(passage, {_WEIGHED}) FROM passage WHERE passage MATCH ?"  # noqa: S608
_ROW: Final = f"SELECT {', '.join(_COLUMNS)} FROM passage WHERE rowid = ?"  # noqa: S608

_NEAREST: Final = (
    f"SELECT {', '.join(_COLUMNS)} FROM passage WHERE passage MATCH ? "  # noqa: S608
    f"ORDER BY bm25(passage, {_WEIGHED}) LIMIT ?"
)
_NAMED: Final = "SELECT rowid, 0.0 FROM passage WHERE passage MATCH ? AND rowid = ?"


class Index:
    """Passages that can be searched. Any number of threads may ask."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._open(sqlite3.connect(":memory:", check_same_thread=False))
        _fill(self._connection, passages)
        self._count()

    @classmethod
    def read(cls, path: Path) -> Self:
        """The index that `write` made. sqlite3.Error where it is none."""
        found = cls.__new__(cls)
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        found._open(sqlite3.connect(address, uri=True, check_same_thread=False))
        found._count()
        return found

    @staticmethod
    def write(path: Path, passages: Iterable[Passage]) -> None:
        """A new file; the same passages give the same bytes."""
        connection = sqlite3.connect(path)
        try:
            _fill(connection, passages)
        finally:
            connection.close()

    def _open(self, connection: sqlite3.Connection) -> None:
        self._connection, self._turn = connection, threading.Lock()

    def _count(self) -> None:
        [(self._rows,)] = self._ask("SELECT count(*) FROM passage")

    def close(self) -> None:
        """Nobody asks any more."""
        self._connection.close()

    def find(self, question: str, scopes: Collection[str] | None = None, *, most: int = MOST) -> list[Hit]:
        """What has to do with a question, best first. Never raises, whatever the text.

        `scopes`: only passages for those; None: all of them.
        """
        found: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        words: dict[int, int] = defaultdict(int)
        asked = words_of(question)
        whole = 0.0
        for word in asked:
            rows = self._ask(_WITH_WORD, (f'"{word}"',))
            weight = math.log(1 + (self._rows - len(rows) + 0.5) / (len(rows) + 0.5))
            whole += weight
            for row, score in rows:
                found[row] += score
                covered[row] += weight
                words[row] += 1
        hits: list[Hit] = []
        for row in sorted(found, key=lambda row: (-found[row], row)):
            passage = Passage(*self._ask(_ROW, (row,))[0])
            if scopes is None or passage.scope in scopes:
                hits.append(Hit(passage, found[row], covered[row] / whole, words[row], self._named(row, asked)))
            if len(hits) == most:
                break
        return hits

    def nearest(self, question: str, *, most: int) -> list[Passage]:
        """What is most like a question, best first: one query, for many passages of one kind. Never raises."""
        query = " OR ".join(f'"{word}"' for word in words_of(question))
        rows = self._ask(_NEAREST, (query, most)) if query else []
        return [Passage(*row) for row in rows]

    def answer(self, question: str, scopes: Collection[str] | None = None) -> Hit | None:
        """The passage that answers a question; None where nothing that is published is near enough to it."""
        if not set(words_of(question)) - STOP_WORDS:
            return None
        return next((hit for hit in self.find(question, scopes) if _near(hit)), None)

    def _named(self, row: int, words: Sequence[str]) -> bool:
        query = " OR ".join(f'"{word}"' for word in words)
        return bool(self._ask(_NAMED, (f"{{title also}} : ({query})", row)))

    def _ask(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        with self._turn:
            return self._connection.execute(query, values).fetchall()


def _near(hit: Hit) -> bool:
    return hit.coverage >= LEAST and (hit.named or hit.words >= ENOUGH_WORDS)


def words_of(question: str) -> list[str]:
    """The words that say what a question is about, each once; all of them where it has no others."""
    words = list(dict.fromkeys(re.findall(r"\w+", question[:LONGEST].lower().replace("’", "'").replace("'", ""))))
    return [word for word in words if word not in STOP_WORDS][:MOST_WORDS] or words[:MOST_WORDS]


def _fill(connection: sqlite3.Connection, passages: Iterable[Passage]) -> None:
    with connection:
        connection.execute(_CREATE)
        connection.executemany(_INSERT, (astuple(passage) for passage in passages))
        connection.execute("INSERT INTO passage(passage) VALUES ('optimize')")
