"""Figures of many providers, without the pages on which they are typed: as `Return.send` keeps them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from forms import library
from models.authority import Authority, Service
from models.figure import NewFigure
from models.monitoring_return import Return
from models.period import Period
from models.provider import Home, Provider
from models.store import writing
from tests.fixtures.cast import SET, Cast

Told = Mapping[str, float | tuple[float, float] | str | None]
"""Key -> a number, (number, whole), “not available”, or None for what does not apply."""


class Many:
    """Providers that send figures to Fairshire."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now = cast, now

    def providers(self, number: int) -> list[Provider]:
        with writing():
            return [
                Provider.register(legal_name=f"Provider {n:02}", kind="charity", by=None, at=self.now)
                for n in range(number)
            ]

    def ask(
        self, provider: Provider, period_key: str, *, set_key: str = SET, authority: Authority | None = None,
        service: Service | None = None, home: Home | None = None,
    ) -> Return:  # fmt: skip
        with writing():
            return Return.ask(
                authority=authority or self.cast.fairshire, provider=provider, service=service or self.cast.service,
                home=home, set_key=set_key, set_version=library.latest(set_key).version, tier="core",
                period=Period.parse(period_key), due_on=date(2026, 10, 21), why="To learn.", officer=self.cast.dana,
                by=self.cast.dana.id, at=self.now - timedelta(days=3),
            )  # fmt: skip

    def send(self, ret: Return, told: Told, at: datetime | None = None) -> Return:
        """It is begun if need be, and sent with these figures."""
        when, by = at or self.now, self.cast.alice.id
        figures = [_figure(key, value) for key, value in told.items()]
        with writing():
            ret = Return.get_by_id(ret.id)
            version = ret.answer("went_well", value=f"Sent at {when}", by=by, at=when, version=ret.version)
            payload = f'{{"answers":{{}},"at":"{when}"}}'.encode()
            ret.send(
                payload=payload, digest=f"{abs(hash(payload)):064x}", texts={}, by=by, at=when, arrived_at=when,
                version=version, figures=figures,
            )  # fmt: skip
        return Return.get_by_id(ret.id)

    def give(self, provider: Provider, period_key: str, told: Told, **asked: Any) -> Return:
        return self.send(self.ask(provider, period_key, **asked), told)

    def give_all(self, providers: Sequence[Provider], period_key: str, key: str, values: Sequence[Any]) -> None:
        for provider, value in zip(providers, values, strict=True):
            self.give(provider, period_key, {key: value})


def _figure(key: str, value: float | tuple[float, float] | str | None) -> NewFigure:
    if isinstance(value, str):
        return NewFigure(key, "not_available", expected_on=date(2026, 11, 3))
    if value is None:
        return NewFigure(key, "not_applicable")
    if isinstance(value, tuple):
        return NewFigure(key, "given", *value)
    return NewFigure(key, "given", value)


@pytest.fixture
def many(cast: Cast, now: datetime) -> Many:
    """Sends figures of many providers."""
    return Many(cast, now)
