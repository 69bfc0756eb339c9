"""Charts that were wanted by a page and are drawn by a worker: each known by the digest of what it shows."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import ClassVar

from peewee import Check, DateTimeField, TextField

from models.store import Base, must_be_writing, unique


class Chart(Base):
    """`spec` is what is to be drawn, `svg` what was drawn. Nobody is served one by its name: a page that may show the
    figures holds the drawing itself."""

    name = TextField()
    spec = TextField()
    svg = TextField(null=True)
    wanted_at = DateTimeField(index=True)
    drawn_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            Check("(svg IS NULL) = (drawn_at IS NULL)", "a_chart_that_is_drawn_says_when"),
        ]

    @classmethod
    def drawn(cls, names: Collection[str]) -> dict[str, str | None]:
        """Of these, those that are known: name -> SVG, None while it waits to be drawn."""
        rows = cls.select(cls.name, cls.svg).where(cls.name.in_(list(names)))
        return {row.name: row.svg for row in rows}

    @classmethod
    def want(cls, specs: Mapping[str, str], at: datetime) -> None:
        """Ask for charts (name -> what is to be drawn); those that are known already stay as they are."""
        must_be_writing()
        rows = [(name, spec, at) for name, spec in specs.items()]
        cls.insert_many(rows, fields=[cls.name, cls.spec, cls.wanted_at]).on_conflict_ignore().execute()

    @classmethod
    def waiting(cls, most: int) -> dict[str, str]:
        """Those that are to be drawn, longest wanted first: name -> what is to be drawn."""
        rows = cls.select(cls.name, cls.spec).where(cls.svg.is_null()).order_by(cls.wanted_at, cls.id).limit(most)
        return {row.name: row.spec for row in rows}

    @classmethod
    def keep(cls, drawings: Mapping[str, str], at: datetime) -> None:
        """What was drawn: name -> SVG. Two workers that drew the same drew the same bytes."""
        must_be_writing()
        for name, svg in drawings.items():
            cls.update(svg=svg, drawn_at=at).where(cls.name == name, cls.svg.is_null()).execute()

    @classmethod
    def sweep(cls, before: datetime) -> int:
        """Forget what was wanted before an instant: figures move on, and a page asks again for what it needs."""
        must_be_writing()
        return int(cls.delete().where(cls.wanted_at < before).execute())


unique(Chart, Chart.name, name="a_chart_is_drawn_once")
