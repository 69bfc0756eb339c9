"""The sealed file of a procurement: everything that was written about it (Procurement Act 2023, section 98), as a ZIP.

The same store gives the same bytes. Who asked stands in the folder `askers/` and nowhere else.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from models.audit import AuditEvent
from models.conflicts import NotNow
from models.outbox import Message
from models.person import Person
from models.provider import Provider
from models.store import reading, writing
from models.tendering.addendum import Addendum
from models.tendering.asker import Asker, NameOpened
from models.tendering.bidder import Bidder, Mark
from models.tendering.clarification import Clarification
from models.tendering.criterion import Criterion
from models.tendering.deadline_move import DeadlineMove
from models.tendering.document import DocumentVersion
from models.tendering.joint_answer import JointAnswer
from models.tendering.lot import JointBuyer, Lot
from models.tendering.outcome import Outcome
from models.tendering.override import Override
from models.tendering.panel import Panelist
from models.tendering.released_answer import Batch, ReleasedAnswer
from models.tendering.released_tender import ReleasedTender
from models.tendering.reply import Reply
from models.tendering.substance import Substance
from models.tendering.tender import Tender

Rows = list[dict[str, Any]]
NEAR = timedelta(hours=24)
"""Times of arrival so close to the end of questions stand in a list of their own."""
SEALED = "tender.sealed"
BY_ASKERS = ("question.asked", "question.withdrawn", "question.reworded", "question.judged")
READ_ME = """The sealed file of a procurement

Every text is UTF-8. Times are in UTC, days as people meant them. manifest.txt lists each file with its SHA-256.
Who asked which question stands in the folder “askers” and nowhere else: open it only where that is needed.
"""
OF_TENDER: Mapping[str, Any] = {
    "lots": Lot, "other-buyers": JointBuyer, "what-they-said": JointAnswer, "criteria": Criterion,
    "set-aside": Override, "addenda": Addendum,
    "deadline-moves": DeadlineMove, "panel": Panelist, "batches": Batch, "released-answers": ReleasedAnswer,
    "released-tender": ReleasedTender, "answers": Reply, "bidders": Bidder, "outcome": Outcome,
}  # fmt: skip


def seal(tender: Tender, content: Callable[[str], bytes], *, by: int, now: datetime) -> bytes:
    """The ZIP. `content` gives the bytes of a document by its key, and raises FileNotFoundError. That it was made is
    noted with its digest. Raises NotNow before the decision: it names who asked."""
    if tender.state not in ("awarded", "cancelled"):
        raise NotNow(tender.state)
    with reading():
        files = dict(_files(tender))
        documents = [(row.public_id, row.file_name, row.key) for row in DocumentVersion.of(tender.id)]
    files |= dict(_documents(documents, content))
    packed = _packed(files)
    with writing():
        AuditEvent.append(SEALED, tender.subject, by, now, after=sha256(packed).hexdigest())
    return packed


def _packed(files: dict[str, bytes]) -> bytes:
    lines = (f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    whole = {**files, "manifest.txt": "".join(lines).encode()}
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in sorted(whole):
            entry = ZipInfo(name)  # its date is the first of 1980: no file says when the ZIP was made
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, whole[name])
    return out.getvalue()


def _files(tender: Tender) -> Iterator[tuple[str, bytes]]:
    """Every file but the documents themselves."""
    yield "READ-ME.txt", READ_ME.encode()
    yield _json("tender", _rows([tender]))
    for name, table in OF_TENDER.items():
        yield _json(name, _rows(table.select().where(table.tender == tender.id).order_by(table.id)))
    substances = [kept for _, kept in Substance.given(tender.id) if kept is not None]
    yield _json("in-substance", _rows(substances))
    marks = Mark.select().join(Bidder).where(Bidder.tender == tender.id).order_by(Mark.id)
    yield _json("feedback", _rows(marks))
    yield _json("documents", _rows(DocumentVersion.of(tender.id)))
    questions = list(Clarification.select().where(Clarification.tender == tender.id).order_by(Clarification.id))
    numbers = {row.id: row.number for row in Asker.select().where(Asker.tender == tender.id)}
    asked = [{**row, "asker": numbers.get(row["asker"], "")} for row in _rows(questions)]
    yield _json("questions", [{k: v for k, v in row.items() if k not in ("by", "changed_by")} for row in asked])
    yield _json("times-near-the-deadline", _near(tender, asked))
    yield from _askers(tender, asked)
    yield from _events(tender, questions)
    people = Person.select(Person.id, Person.name).where(Person.id << _staff(tender)).order_by(Person.id)
    yield _json("people", [{"id": one.id, "name": one.name} for one in people])


def _near(tender: Tender, asked: Rows) -> Rows:
    ends = [at for at in (tender.questions_close_at, tender.closes_at) if at]
    names = ("reference", "arrived_at", "at", "late", "doubt")
    rows = [(datetime.fromisoformat(row["arrived_at"]), {name: row[name] for name in names}) for row in asked]
    return [row for at, row in rows if any(abs(at - end) <= NEAR for end in ends)]


def _askers(tender: Tender, asked: Rows) -> Iterator[tuple[str, bytes]]:
    query = Asker.select(Asker, Provider).join(Provider).where(Asker.tender == tender.id).order_by(Asker.number)
    names = ((one.number, one.provider.legal_name, str(one.provider.public_id)) for one in query)
    yield _json("askers/askers", [{"number": number, "provider": name, "id": key} for number, name, key in names])
    ids = sorted({row["by"] for row in asked})
    people = {one.id: one for one in Person.select().where(Person.id << ids)}
    who = ({"reference": r["reference"], "asker": r["asker"], "by": people[r["by"]].name} for r in asked)
    yield _json("askers/questions", list(who))
    opened = NameOpened.select().join(Asker).where(Asker.tender == tender.id).order_by(NameOpened.id)
    yield _json("askers/names-opened", _rows(opened))
    mails = list(Message.select().where(Message.about == tender.subject).order_by(Message.id))
    same = ("message_id", "subject", "text", "state", "made_at", "sent_at", "tries", "trouble")
    rows = [{name: _plain(getattr(mail, name)) for name in same} for mail in mails]
    yield _json("mails", [{name: value for name, value in row.items() if name != "trouble"} for row in rows])
    yield _json("askers/mails", [{**row, "to": mail.to} for row, mail in zip(rows, mails, strict=True)])


def _events(tender: Tender, questions: Iterable[Clarification]) -> Iterator[tuple[str, bytes]]:
    replies = Reply.select().where(Reply.tender == tender.id)
    subjects = [tender.subject, *(one.subject for one in questions), *(one.subject for one in replies)]
    found = AuditEvent.subject << subjects
    rows = _rows(AuditEvent.select().where(found, AuditEvent.action != SEALED).order_by(AuditEvent.number))
    yield _json("askers/events", rows)
    yield _json("events", [{**row, "by": None} if row["action"] in BY_ASKERS else row for row in rows])


def _staff(tender: Tender) -> list[int]:
    """Everybody who did something at the council’s side."""
    here = (AuditEvent.subject == tender.subject) & (AuditEvent.action != SEALED)
    events: Any = AuditEvent.select(AuditEvent.by).where(here, AuditEvent.by.is_null(is_null=False))
    replies: Any = Reply.select(Reply.written_by).where(Reply.tender == tender.id)
    panel: Any = Panelist.select(Panelist.person).where(Panelist.tender == tender.id)
    return sorted({number for query in (events, replies, panel) for (number,) in query.tuples()})


def _documents(
    documents: Iterable[tuple[UUID, str, str]], content: Callable[[str], bytes]
) -> Iterator[tuple[str, bytes]]:
    for public_id, name, key in documents:
        try:
            yield f"documents/{public_id}/{name.replace('/', '_')}", content(key)
        except FileNotFoundError:
            yield f"documents/{public_id}/missing.txt", b"The file is not in the store any more.\n"


def _rows(rows: Iterable[Any]) -> Rows:
    return [{name: _plain(value) for name, value in row.__data__.items()} for row in rows]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="milliseconds")
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value


def _json(name: str, rows: Rows) -> tuple[str, bytes]:
    return f"{name}.json", (json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
