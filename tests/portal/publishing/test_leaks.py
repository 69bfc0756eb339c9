"""Nothing private is ever published: a token in every text column of every table, searched for in every byte.

What may be published is what portal/releasing/rows.py names, of rows that may be; here that list is read, not repeated.
A column that is added to a table is searched for from then on.
"""

import base64
import html
import re
import sqlite3
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from models.audit import AuditEvent, AuditHead
from models.authority import Authority
from models.conduct import ReleasedConduct
from models.correction import ReleasedCorrection
from models.events.released_event import ReleasedEvent
from models.forums.released_forum import ReleasedForum
from models.register.award import Award
from models.register.contract import Contract
from models.register.edition import Edition, EditionRow
from models.register.framework_user import FrameworkUser
from models.register.service_line import ServiceLine
from models.register.take_down import TakeDown
from models.schema import TABLES
from models.spending.buying import Buying, Locality, Target
from models.spending.share import SpendShare
from models.store import writing
from models.tendering.follower import ToldOfQuarter
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.released_tender import ReleasedTender
from portal.builds.making import published
from portal.releasing import rows, work
from portal.releasing.recording import EDITION_COLUMNS
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.portal.publishing.tokens import Planter, Where, found_in, in_folder, rules_of, text_fields, token, uuids
from tests.portal.releasing.conftest import QUARTER, Register

LATE = (AuditHead, AuditEvent, Edition, EditionRow, TakeDown, SpendShare, ToldOfQuarter)
"""Written by closing and taking down; what is added to them gets its tokens afterwards."""
RELEASED = (ReleasedTender, ReleasedAnswer, ReleasedConduct, ReleasedEvent, ReleasedForum, ReleasedCorrection)
"""What stands in them is public: test_opportunities.py, test_events.py and others look for what must not get there."""
LIVING = {
    "edition": (*EDITION_COLUMNS, "reason"),
    "edition_row": ("kind", "slug", "data", "digest", "reason"),
    "take_down": ("kind", "slug", "reason"),
}
"""Columns by which releasing itself works. Reasons get their tokens from who gives them."""

SHAPES = {
    "contract": rows.ContractFacts,
    "supplier": rows.SupplierFacts,
    "award": rows.SupplierPart,
    "service": rows.ServiceFacts,
    "service_line": rows.ServiceLineFacts,
    "authority": rows.AuthorityRow,
    "buying": rows.MarketRow,
    "target": rows.TargetPart,
}
"""Table -> the shape of rows.py that says what is public of it."""


class World:
    """One contract that is public, with everything around it; one that is held; one for one person."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now, self.tokens = cast, now, Planter(now)
        register = Register(cast, now)
        self.register = register
        self.supplier, self.others = register.supplier("One"), register.supplier("Two")
        self.shown = register.contract(self.supplier, arrangement="framework", service=cast.service.id)
        self.held = register.contract(self.others)
        self.spot = register.spot(self.others)
        register.act(self.held, "hold", "a rule", "a digest")
        register.act(self.shown, "extend", ends_on=date(2028, 3, 31), decided_on=date(2026, 9, 1), why="Because.")
        with writing():
            FrameworkUser.create(contract=self.shown, authority=cast.westmoor)
            ServiceLine.create(service=cast.service, segment="a", manager="b")
            target = {"subject": "sme", "measure": "count", "percent": 30, "said_in": "a"}
            Buying.say(cast.fairshire.id, {"local_means": "a"}, [target], by=cast.frank.id, at=now, version=0)
            Locality.say(cast.fairshire.id, self.supplier, "yes", "a", by=cast.dana.id, at=now)
        self._plant()
        self._release()

    def _plant(self) -> None:
        not_held = [(row.id, name) for row in (self.shown, self.spot) for name in ("held_reason", "held_digest")]
        with writing():
            for table in TABLES:
                if table not in (*LATE, *RELEASED):
                    self.tokens.plant(table, leave=not_held if table is Contract else ())

    def _release(self) -> None:
        """An edition, a correction of it, and a take-down of something else."""
        fairshire = Authority.get_by_id(self.cast.fairshire.id)
        other = self.register.contract(reference="to be removed")
        work.close_quarter(QUARTER, authority=fairshire, by=self.cast.erin.id, now=self.now)
        work.correct(QUARTER, fairshire, self.tokens.said("edition", "reason"), self.cast.erin.id, self.now)
        self.take_down(other, self.tokens.said("take_down", "reason"))
        with writing():
            for table in LATE:
                self.tokens.plant(table, but=LIVING.get(table._meta.table_name, ()))

    def take_down(self, contract: Contract, reason: str) -> None:
        address = f"{Authority.get_by_id(self.cast.fairshire.id).slug}/{Contract.get_by_id(contract.id).slug}"
        work.ask_take_down(address, reason, self.cast.dana.id, self.now)
        work.agree_take_down(address, self.cast.erin.id, self.now)

    def may_be_public(self) -> set[Where]:
        """Where the tokens stand that rows.py lets out, and the reasons that are given to the public."""
        award = Award.get(Award.contract == self.shown)
        line = ServiceLine.get(ServiceLine.service == self.cast.service)
        ids = {"contract": self.shown.id, "supplier": self.supplier.id, "award": award.id, "service_line": line.id}
        ids |= {"buying": Buying.get().id, "target": Target.get().id}
        ids |= {"service": self.cast.service.id, "authority": self.cast.fairshire.id}
        named = {Where(t, column, row) for t, row in ids.items() for column in SHAPES[t].__annotations__}
        users = {Where("authority", name, self.cast.westmoor.id) for name in rows.AuthorityPart.__annotations__}
        return named | users | {Where("edition", "reason", 0), Where("take_down", "reason", 0)}

    def where(self, found: set[str]) -> set[Where]:
        """Where the tokens that were found had been put."""
        return {self.tokens.planted[one] for one in found}


@pytest.fixture
def world(cast: Cast, now: datetime) -> World:
    return World(cast, now)


def public_folder(settings: Settings) -> Path:
    """What `evenhand publish` makes of the store now."""
    outcome = published(settings, processes=1)
    assert not outcome.failures
    return settings.public_folder


def test_of_every_column_only_what_is_named_as_public_is_published(world: World, settings: Settings) -> None:
    found = world.where(found_in(in_folder(public_folder(settings), settings.record)))
    assert found - world.may_be_public() == set()
    expected = {where for where in world.may_be_public() if where in world.tokens.planted.values()}
    assert expected - found == set(), "what is public is published"
    assert len(expected) > 35


def test_no_public_id_of_the_store_is_published(world: World, settings: Settings) -> None:
    content = b"\n".join(in_folder(public_folder(settings)))
    assert len(uuids()) > 10
    assert not [one for one in uuids() if str(one).encode() in content or one.hex.encode() in content]


def test_every_text_column_of_every_table_has_a_token_unless_a_rule_forbids(world: World) -> None:
    have = {(where.table, where.column) for where in world.tokens.planted.values()}
    every = {(table._meta.table_name, field.name) for table in TABLES for field in text_fields(table)}
    living = {(table, column) for table, columns in LIVING.items() for column in columns}
    living |= {(table._meta.table_name, field.name) for table in RELEASED for field in text_fields(table)}
    without = every - have - living
    assert without <= world.tokens.refused
    assert not [one for one in without if not re.search(rf"\b{one[1]}\b", rules_of(one[0]))]
    assert len(have) > 120


@pytest.mark.parametrize(
    ("shape", "private"),
    [
        ("ContractFacts", ("contract", "source_digest")),
        ("AuthorityRow", ("authority", "duty_phone")),
        ("ServiceLineFacts", ("service_line", "manager")),
    ],
)
def test_one_private_column_named_in_rows_is_caught(
    cast: Cast, now: datetime, settings: Settings, monkeypatch: pytest.MonkeyPatch, shape: str, private: tuple[str, str]
) -> None:
    shaped = getattr(rows, shape)
    with monkeypatch.context() as patched:
        patched.setattr(shaped, "__annotations__", {**shaped.__annotations__, private[1]: str})
        world = World(cast, now)
    found = world.where(found_in(in_folder(public_folder(settings))))
    assert {(where.table, where.column) for where in found - world.may_be_public()} == {private}


def test_purchases_for_one_person_and_what_is_held_never_appear(world: World, settings: Settings) -> None:
    found = world.where(found_in(in_folder(public_folder(settings))))
    rows_found = {where.row for where in found if where.table == "contract"}
    assert rows_found == {world.shown.id}
    assert world.others.id not in {where.row for where in found if where.table in ("supplier", "supplier_name")}
    told = EditionRow.get(EditionRow.kind == "withheld", EditionRow.edition == Edition.select().order_by(-Edition.id))
    assert '"held":1' in told.data
    assert '"spot":5' in told.data


def test_what_is_taken_down_is_gone_from_every_byte_within_one_publish(world: World, settings: Settings) -> None:
    folder = public_folder(settings)
    with writing():
        Contract.update(department="moved").where(Contract.id == world.shown.id).execute()
    fairshire = Authority.get_by_id(world.cast.fairshire.id)
    work.correct(QUARTER, fairshire, "Another department.", world.cast.erin.id, world.now)
    public_folder(settings)
    assert len(list(folder.glob("slot-*"))) == 4, "two slots and their manifests"
    title, kept = token(Where("contract", "title", world.shown.id)), settings.data / "facts"
    assert title in found_in(in_folder(folder))
    assert title in found_in(in_folder(kept)), "what is kept for the next build has it, too"
    world.take_down(world.shown, "A court said so.")
    public_folder(settings)
    # Addresses answer for ever: that of the contract says that it was removed, that of the group that nothing is left.
    stays = {Where("contract", "slug", world.shown.id), Where("supplier", "group_number", world.supplier.id)}
    public = world.may_be_public()
    gone = {token(where) for where in public - stays if where.table in ("contract", "supplier", "award")}
    assert not gone & found_in(in_folder(folder, settings.data / "charts", kept, settings.record))
    assert len(list(folder.glob("slot-*"))) == 2, "the slots from before are gone"
    slug = Contract.get_by_id(world.shown.id).slug
    assert f"/contracts/{fairshire.slug}/{slug}/ " in (folder / "live" / "gone.txt").read_text()


TOKEN = token(Where("contract", "title", 1))


@pytest.mark.parametrize(
    "hidden",
    [TOKEN, TOKEN.upper(), TOKEN.title(), quote(f"é {TOKEN}"), "".join(f"%{ord(char):02x}" for char in TOKEN),
     "".join(f"%{ord(char):02X}" for char in TOKEN), html.escape(f"<{TOKEN}>"), "".join(f"&#{ord(c)};" for c in TOKEN),
     "".join(f"&#x{ord(char):x};" for char in TOKEN), f"{TOKEN[:9]}<wbr>{TOKEN[9:]}",
     *(base64.b64encode(b"=" * before + TOKEN.encode() + b"!!!").decode() for before in range(6)),
     *(base64.urlsafe_b64encode(b"\xff" * before + TOKEN.upper().encode() + b"~").decode() for before in range(3))],
)  # fmt: skip
def test_a_token_is_found_however_it_is_written(hidden: str) -> None:
    assert found_in([f"before {hidden} after".encode()]) == {TOKEN}


def test_nothing_is_found_where_nothing_is(settings: Settings) -> None:
    assert found_in([b"", b"Short breaks &amp; more", base64.b64encode(b"nothing")]) == set()


def test_a_text_that_lies_in_pieces_in_a_database_is_found(tmp_path: Path) -> None:
    path = tmp_path / "pieces.sqlite"
    database = sqlite3.connect(path)
    database.execute("PRAGMA page_size = 512")
    database.execute("CREATE TABLE one (text TEXT)")
    for length in range(440, 520):
        database.execute("INSERT INTO one VALUES (?)", ("x" * length + TOKEN + "y" * 600,))
    database.commit()
    database.close()
    assert found_in(in_folder(tmp_path)) == {TOKEN}
