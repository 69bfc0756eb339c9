"""A council’s list of its providers: who is new, who is here, what a person decides, and who is invited, once."""

import io

import pytest
import xlsxwriter

from models.audit import AuditEvent
from models.invitation import Invitation
from models.onboarding import Contact, KnownAs, Provided, SameProvider
from models.provider import Dealing, Home, Provider
from models.register.link_proposal import LinkProposal
from models.register.supplier import Supplier
from models.store import writing
from portal.onboarding import work
from portal.register.bad_file import BadFile
from portal.register.work import Reconciliation
from tests.portal.life import Life, mails, no_mail
from tests.portal.returns.buying import buys

HEAD = ["Provider name", "Service", "Contact", "E-mail", "Company number", "Charity number", "URN", "Contract refs"]
ROWS = [
    ["Rowan CIC", "Supported accommodation", "Ros Rowan", "ros@rowan.example", "1234567", "", "2754999", "R1; R2"],
    ["Mill House Trust", "supported-accommodation", "", "mill@house.example", "", "1090095", "", ""],
    ["Mill House Trust", "Fostering", "", "", "", "1090095", "", ""],
]


def csv(*rows: list[str], head: list[str] = HEAD) -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in (head, *rows)).encode()


def take(life: Life, *rows: list[str], **more: object) -> Reconciliation:
    file = more.pop("file", None) or csv(*(rows or ROWS))
    return work.take_in(file, life.cast.fairshire, by=life.cast.dana.id, now=life.now, **more)  # type: ignore[arg-type]


def counts(found: Reconciliation) -> tuple[int, ...]:
    said = found.said()
    return tuple(said[name] for name in ("read", "new", "changed", "unchanged", "rejected"))  # type: ignore[misc]


def problems(found: Reconciliation) -> list[tuple[int | None, str, str]]:
    return [(one.row, one.problem, one.action) for one in found.findings]


def test_a_list_makes_providers_with_their_services_numbers_homes_and_contacts(life: Life) -> None:
    found = take(life)
    assert counts(found) == (3, 2, 0, 1, 0)
    rowan = Provider.get(Provider.legal_name == "Rowan CIC")
    assert (rowan.kind, rowan.company_number, rowan.contact_email) == ("cic", "01234567", "ros@rowan.example")
    assert Home.get(Home.urn == "2754999").provider_id == rowan.id
    assert {row.provider_id for row in Provided.select()} == {
        one.id for one in Provider.select().where(Provider.legal_name << ["Rowan CIC", "Mill House Trust"])
    }
    assert [(c.name, c.email) for c in Contact.select().order_by(Contact.id)] == [
        ("Ros Rowan", "ros@rowan.example"),
        ("", "mill@house.example"),
    ]
    assert (4, "not a service of this council", "not kept") in problems(found)
    assert Dealing.select().where(Dealing.authority == life.cast.fairshire).count() == 2
    assert Provider.select().where(Provider.legal_name == "Mill House Trust").count() == 1
    assert not Invitation.select().exists()
    assert not mails()


def test_the_same_file_again_changes_nothing_and_mails_nobody(life: Life) -> None:
    take(life)
    fairshire = life.cast.fairshire
    assert work.invite(fairshire, [c.id for c in work.to_invite(fairshire)], by=life.cast.dana.id, now=life.now) == 2
    before = AuditEvent.select().count()
    no_mail()
    again = take(life)
    assert counts(again) == (3, 0, 0, 3, 0)
    assert work.invite(fairshire, [c.id for c in Contact.select()], by=life.cast.dana.id, now=life.now) == 0
    assert AuditEvent.select().count() == before
    assert not mails()


def test_trying_says_the_same_and_writes_nothing(life: Life) -> None:
    before = AuditEvent.select().count()
    tried = take(life, dry_run=True)
    assert (Provider.select().count(), Contact.select().count(), KnownAs.select().count()) == (2, 0, 0)
    assert AuditEvent.select().count() == before
    assert take(life).said() == tried.said()


def test_what_would_come_out_otherwise_than_was_shown_is_not_taken_in(life: Life) -> None:
    shown = take(life, dry_run=True).said()
    take(life, ROWS[0])
    with pytest.raises(work.Moved):
        take(life, agreed=shown)
    assert not Provider.select().where(Provider.legal_name == "Mill House Trust").exists()


def test_a_number_finds_who_is_here_and_their_profile_stays_theirs(life: Life) -> None:
    harbour = life.cast.harbour
    with writing():
        values = {"charity_number": "1090095", "charity_register": "CCEW"}
        harbour.change(values, life.cast.alice.id, life.now, harbour.version)
    found = take(life, ["HARBOUR (York)", "", "Al", "other@harbour.example", "", "1090095", "2754001", ""])
    assert counts(found) == (1, 0, 1, 0, 0)
    assert (2, "a home that is not in its profile", "its own people add it") in problems(found)
    assert Provider.get_by_id(harbour.id).legal_name == "Harbour Young People"
    assert work.to_invite(life.cast.fairshire) == []  # it has people: its lead invites


def test_the_same_name_is_asked_about_and_never_taken_as_one(life: Life) -> None:
    row = ["Harbour Young People Ltd", "Supported accommodation", "", "", "", "", "", ""]
    for _ in range(2):
        found = take(life, row, ROWS[0])
        assert found.counts.rejected == 1
        assert (2, "a provider of this name is here already", work.WAITS) in problems(found)
    assert not Dealing.select().where(Dealing.provider == life.cast.harbour).exists()
    [asked] = work.waiting_same([life.cast.fairshire.id])
    work.decide_same(asked, "same", by=life.cast.dana.id, now=life.now)
    assert Dealing.select().where(Dealing.provider == life.cast.harbour).exists()
    assert counts(take(life, row)) == (1, 0, 0, 1, 0)
    assert work.waiting_same([life.cast.fairshire.id]) == []


def test_another_of_the_same_name_is_made_once_somebody_says_so(life: Life) -> None:
    row = ["Harbour Young People", "", "", "new@harbour2.example", "", "", "", ""]
    take(life, row)
    [asked] = work.waiting_same([life.cast.fairshire.id])
    work.decide_same(asked, "another", by=life.cast.dana.id, now=life.now)
    two = list(Provider.select().where(Provider.legal_name == "Harbour Young People"))
    assert len(two) == 2
    assert counts(take(life, row)) == (1, 0, 0, 1, 0)
    assert SameProvider.select().count() == 1


def test_an_address_of_somebody_who_works_for_the_council_is_refused(life: Life) -> None:
    found = take(life, ["Rowan CIC", "", "Dana", "Dana@people.example", "", "", "", ""], ROWS[1])
    assert counts(found) == (2, 1, 0, 0, 1)
    why = "somebody who works for Fairshire County Council has this address: nobody may be on both sides"
    assert (2, why, "rejected") in problems(found)
    assert not Provider.select().where(Provider.legal_name == "Rowan CIC").exists()


def test_suppliers_of_the_register_are_proposed_and_linked_by_a_person(life: Life) -> None:
    cast = life.cast
    buys(life, 84_000, 12, cast.northgate, reference="R1")
    with writing():
        numbered = Supplier.add("Rowan Community", "x", by=None, at=life.now, company_number="01234567")
        named = Supplier.add("ROWAN C.I.C.", "x", by=None, at=life.now)
    found = take(life, ROWS[0])
    assert (2, "its supplier is Northgate Homes Ltd already", "not linked") in problems(found)
    assert (2, "no contract of this reference in the register, or none with a supplier", "noted") in problems(found)
    waiting = LinkProposal.waiting(Supplier.select(Supplier.id))
    assert [(one.supplier_id, one.why) for one in waiting] == [
        (numbered.id, "same_company_number"),
        (named.id, "same_name"),
    ]
    work.decide_link(waiting[0], "yes", by=cast.erin.id, now=life.now)
    work.decide_link(waiting[1], "no", by=cast.erin.id, now=life.now)
    rowan = Provider.get(Provider.legal_name == "Rowan CIC")
    assert Supplier.get_by_id(numbered.id).provider_id == rowan.id
    assert Supplier.get_by_id(named.id).provider_id is None
    assert counts(take(life, ROWS[0])) == (1, 0, 0, 1, 0)
    assert LinkProposal.waiting(Supplier.select(Supplier.id)) == []


@pytest.mark.parametrize("file", [b"", b"%PDF-1.7", b"a,b\n1,2\n", csv(), csv(["", "x", "", "", "", "", "", ""])])
def test_a_bad_file_changes_nothing(life: Life, file: bytes) -> None:
    before = AuditEvent.select().count()
    with pytest.raises(BadFile):
        take(life, file=file) if file else work.take_in(b"", life.cast.fairshire, by=None, now=life.now)
    assert AuditEvent.select().count() == before


def test_a_workbook_with_a_title_above_and_other_headings_is_read_the_same(life: Life) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Providers")
        sheet.write_row(0, 0, ["Our providers, October"])
        sheet.write_row(2, 0, ["Organisation", "Email address", "Companies House number", "Colour"])
        sheet.write_row(3, 0, ["Rowan CIC", "ros@rowan.example; two@rowan.example", 1234567, "red"])
        sheet.write_row(4, 0, ["Elm", "not an address", "12345678901", ""])
    found = take(life, file=out.getvalue())
    assert counts(found) == (2, 2, 0, 0, 0)
    assert {one.problem for one in found.findings} == {
        "more than one address: the first is taken", "not an e-mail address", "not a company number",
        "an unknown column",
    }  # fmt: skip
    assert Provider.get(Provider.legal_name == "Rowan CIC").company_number == "01234567"
