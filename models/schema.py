"""All tables, and how a store comes to have them. Only `evenhand init` migrates; `serve` refuses an old schema."""

from pathlib import Path

from playhouse.migrations import Runner

from models.audit import AuditEvent, AuditHead
from models.authority import AdoptedSet, Authority, Service
from models.decision import Decision
from models.idea import Idea
from models.invitation import Invitation
from models.monitoring_return import Answer, Return
from models.more_time import MoreTime
from models.outbox import Message
from models.person import Membership, Person
from models.provider import Dealing, Home, Provider
from models.rate_hit import RateHit
from models.register.award import Award
from models.register.contract import Contract
from models.register.edition import Edition, EditionRow
from models.register.extension import Extension
from models.register.framework_user import FrameworkUser
from models.register.merge_proposal import MergeProposal
from models.register.release import Release
from models.register.service_line import ServiceLine
from models.register.supplier import Supplier, SupplierName
from models.register.take_down import TakeDown
from models.register.taking_in import Finding, Import
from models.remark import Remark
from models.reminder import Reminder, ReminderMail
from models.risk import Risk
from models.sign_in import SignIn
from models.sizing import Sizing
from models.store import Base, engine
from models.submission import Submission, SubmissionText

TABLES: tuple[type[Base], ...] = (
    *(AuditHead, AuditEvent, Message, RateHit),
    *(Authority, Service, AdoptedSet, Provider, Home, Dealing),
    *(Person, Membership, Invitation, SignIn),
    *(Return, Answer, Submission, SubmissionText, Decision, Remark, MoreTime),
    *(ServiceLine, Import, Finding, Supplier, SupplierName, MergeProposal),
    *(Contract, Award, Extension, FrameworkUser, Release),
    *(Edition, EditionRow, TakeDown),
    *(Idea,),
    *(Risk, Sizing, ReminderMail, Reminder),
)
"""Every table, after those that it refers to."""

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate() -> list[str]:
    """Apply what is pending, one process at a time; the names of what was applied."""
    with engine().migrating():
        applied: list[str] = _runner().up()
    return applied


def pending() -> list[str]:
    """Names of the migrations that this store has not had yet, in order."""
    return [migration.name for migration in _runner().status() if migration.path and not migration.applied]


def _runner() -> Runner:
    return Runner(engine(), str(MIGRATIONS))
