"""All tables, and how a store comes to have them. Only `evenhand init` migrates; `serve` refuses an old schema."""

from pathlib import Path

from playhouse.migrations import Runner

from models.absence import Absence
from models.audit import AuditEvent, AuditHead
from models.authority import AdoptedSet, Authority, Service
from models.build import Build
from models.care import Care
from models.chart import Chart
from models.conduct import ReleasedConduct
from models.conversation import Conversation, Turn
from models.correction import Correction, ReleasedCorrection
from models.decision import Decision
from models.draft import Draft
from models.ending import Ending, EndingReminder
from models.events.arrival import WalkIn
from models.events.booking import Attendee, Booking, BookingNeed, BookingSession
from models.events.buyer import BookingStanding, BuyerTime, BuyerWish, EventBuyer, MeetingWish
from models.events.change import EventChange
from models.events.event import Event
from models.events.event_contract import EventContract
from models.events.feedback import FeedbackCount, FeedbackGiven
from models.events.meeting import Meeting
from models.events.meeting_plan import MeetingBreak, MeetingPlan, MeetingSlot
from models.events.paper import EventHost, EventPaper
from models.events.released_event import ReleasedEvent
from models.events.reminder import BookingReminder
from models.events.session import EventSession
from models.events.tally import EventTally
from models.feed import Feed
from models.figure import Figure
from models.forums.forum import (
    Forum,
    ForumAction,
    ForumMeeting,
    ForumMember,
    ForumPaper,
    ForumService,
)
from models.forums.forum_file import ForumFile
from models.forums.released_forum import ReleasedForum
from models.handover import Handover
from models.home_reply import HomeReply
from models.idea import Idea
from models.independent_person import IndependentPerson
from models.invitation import Invitation
from models.monitoring_return import Answer, Return
from models.more_time import MoreTime
from models.ofsted import OfstedEntry, OfstedList, OfstedSaid
from models.onboarding import Contact, KnownAs, Provided, SameProvider
from models.one_off import OneOff
from models.out_of_turn import OutOfTurn
from models.outbox import Message
from models.overlay import Overlay
from models.person import Membership, Person
from models.promise import Promise
from models.provider import Dealing, Home, Provider
from models.rate_hit import RateHit
from models.register.award import Award
from models.register.contract import Contract
from models.register.contract_buyer import ContractBuyer
from models.register.edition import Edition, EditionRow
from models.register.extension import Extension
from models.register.framework_user import FrameworkUser
from models.register.link_proposal import LinkProposal
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
from models.spending.buying import Buying, Locality, Target
from models.spending.payment import Payee, Payment, PaymentBefore, Purpose
from models.spending.share import SpendShare
from models.spending.taking_in import SpendFinding, SpendImport, SpendTakenOut
from models.store import Base, engine
from models.submission import Submission, SubmissionText
from models.telephone_call import TelephoneCall
from models.tendering.addendum import Addendum
from models.tendering.asker import Asker, NameOpened
from models.tendering.bidder import Bidder, Mark
from models.tendering.clarification import Clarification
from models.tendering.criterion import Criterion
from models.tendering.deadline_move import DeadlineMove
from models.tendering.document import DocumentVersion, TenderDocument
from models.tendering.follower import Follower, Told, ToldOfQuarter
from models.tendering.joint_answer import JointAnswer
from models.tendering.lot import JointBuyer, Lot
from models.tendering.outcome import Outcome
from models.tendering.override import Override
from models.tendering.panel import Panelist
from models.tendering.papers import PapersDeleted
from models.tendering.released_answer import Batch, ReleasedAnswer
from models.tendering.released_tender import ReleasedTender
from models.tendering.reply import Reply
from models.tendering.substance import Substance
from models.tendering.tender import Tender
from models.time_taken import TimeTaken
from models.upload import Upload
from models.wish_done import WishDone

TABLES: tuple[type[Base], ...] = (
    *(AuditHead, AuditEvent, Message, RateHit),
    *(Authority, Service, AdoptedSet, Provider, Home, Dealing),
    *(Person, Membership, Invitation, SignIn),
    *(Overlay, OneOff),
    *(Return, Answer, Submission, SubmissionText, Decision, Remark, MoreTime),
    *(ServiceLine, Import, Finding, Supplier, SupplierName, MergeProposal),
    *(Contract, Award, Extension, FrameworkUser, ContractBuyer, Release),
    *(Edition, EditionRow, TakeDown),
    *(Buying, Target, Locality),
    *(SpendImport, SpendFinding, SpendTakenOut, Payee, Purpose, Payment, PaymentBefore, SpendShare),
    *(Idea,),
    *(Build, Correction, ReleasedCorrection),
    *(Tender, Lot, JointBuyer, JointAnswer, Criterion, TenderDocument, DocumentVersion, Override, Addendum),
    *(DeadlineMove, Panelist),
    *(Asker, NameOpened, Reply, Clarification, Batch, ReleasedAnswer, ReleasedTender),
    *(Outcome, Bidder, Mark, ReleasedConduct),
    *(Follower, Told, ToldOfQuarter, Substance, PapersDeleted),
    *(Event, EventSession, EventChange, ReleasedEvent, Booking, Attendee, BookingSession, BookingNeed),
    *(MeetingPlan, MeetingBreak, MeetingSlot, EventBuyer, BuyerTime, MeetingWish, BuyerWish, BookingStanding, Meeting),
    *(Forum, ForumService, ForumMember, ForumPaper, ForumFile, ForumAction, ForumMeeting, ReleasedForum),
    *(WalkIn, EventTally, BookingReminder, FeedbackGiven, FeedbackCount, EventPaper, EventHost, EventContract),
    *(Draft,),
    *(Risk, Sizing, ReminderMail, Reminder),
    *(WishDone,),
    *(Figure, Promise, Chart),
    *(Upload,),
    *(Conversation, Turn),
    *(Absence, Handover, Care, TelephoneCall, TimeTaken, OutOfTurn),
    *(KnownAs, Provided, Contact, SameProvider, LinkProposal),
    *(IndependentPerson, HomeReply),
    *(Feed, Ending, EndingReminder, OfstedList, OfstedEntry, OfstedSaid),
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
