"""The demonstration’s register, told once: everything that its quarters released, and what waits at the desk."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from models import audit
from models.absence import Absence
from models.monitoring_return import Return
from models.onboarding import SameProvider
from models.register.contract import Contract
from models.register.edition import breaks
from models.register.merge_proposal import MergeProposal
from models.register.release import Release
from models.register.supplier import Supplier
from models.register.taking_in import Import
from models.spending.payment import Payee
from models.spending.taking_in import SpendTakenOut
from models.store import open_store
from models.submission import Submission
from models.telephone_call import TelephoneCall
from models.tendering.follower import ToldOfQuarter
from portal.demo import whole
from portal.demo.story import Story
from portal.mail import compose
from portal.releasing.released import ReleasedEdition, released, removed_anywhere
from portal.settings import Settings
from tests.fixtures.stores import KEY

NOW = datetime(2026, 11, 21, 9, 30)


@dataclass(frozen=True)
class Told:
    """What stands in the store when the demonstration has been made on 21 November 2026."""

    steps: list[str]
    editions: list[ReleasedEdition]
    removed: dict[str, Any]
    held: list[Contract]
    let_pass: list[Release]
    proposals: list[MergeProposal]
    linked: list[str]
    imports: list[Import]
    spot: list[Contract]
    breaks: list[str]
    care: list[str]
    told_of_quarters: int
    payees: list[str]
    taken_out: list[str]
    left_out: list[Contract]

    def of(self, authority: str) -> list[ReleasedEdition]:
        """The editions of an authority, oldest first."""
        return [edition for edition in self.editions if edition["authority"] == authority]

    @property
    def newest(self) -> ReleasedEdition:
        """Fairshire’s newest edition."""
        return self.of("fairshire")[-1]

    @property
    def contracts(self) -> list[dict[str, Any]]:
        """The contracts of that edition."""
        return self.newest["rows"]["contract"]


def tell(settings: Settings, now: datetime) -> list[str]:
    """Tells the whole demonstration into the open store."""
    compose.configure(settings)
    audit.use_key(settings.derived("audit"))
    story = Story(settings, now, lambda password: f"hash of {len(password)}")
    return list(whole.tell(story))


def care_in_words() -> list[str]:
    """What was given by telephone and waits; who stands in for whom; what was asked about the council’s list."""
    calls = [call for call in TelephoneCall.of([ret.id for ret in Return.select()]) if call.state == "waiting"]
    absences = [one for one in Absence.select() if one.covers(NOW.date())]
    return [
        *(f"{call.said_by}, {call.by.name}" for call in calls),
        *(f"{absence.deputy.name} for {absence.person.name}" for absence in absences),
        *(f"{one.name}?" for one in SameProvider.select()),
    ]


@pytest.fixture(scope="module")
def told(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """One telling for all tests of a file; they only read."""
    folder = tmp_path_factory.mktemp("told")
    shutil.copyfile(sqlite_template, folder / "evenhand.sqlite")
    settings = Settings(data=folder, secret_key=SecretStr(KEY.decode()), second_factor_roles=())
    database = open_store(settings.store_url)
    database.connect(reuse_if_open=True)
    steps = tell(settings, NOW)
    problems = [*breaks(), *map(str, audit.verify(settings.derived("audit"), Submission.heads()))]
    yield Told(
        steps,
        released(),
        dict(removed_anywhere()),
        list(Contract.select().where(~Contract.held_reason.is_null())),
        list(Release.select()),
        MergeProposal.waiting(),
        [supplier.name for supplier in Supplier.select().where(~Supplier.provider.is_null())],
        list(Import.select()),
        list(Contract.select().where(Contract.volume == "spot")),
        problems,
        care_in_words(),
        ToldOfQuarter.select().count(),
        [payee.name for payee in Payee.select()],
        [f"{one.file.file_name}: {one.why}" for one in SpendTakenOut.select()],
        list(Contract.select().where(~Contract.stands()).order_by(Contract.reference)),
    )
    database.close()
