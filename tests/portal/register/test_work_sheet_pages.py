"""What a contract’s page and the list of services read, on both stores."""

from datetime import date

from models.authority import Service
from models.register.framework_user import FrameworkUser
from models.store import writing
from portal.register.desk.work import services, sheet
from portal.releasing import overview, work
from tests.portal.register.at_desk import AtDesk

TODAY = date(2026, 10, 5)


def test_a_framework_comes_with_all_that_belongs_to_it(desk: AtDesk) -> None:
    framework = desk.contract(desk.supplier(), title="Framework", arrangement="framework", service=desk.cast.service.id)
    desk.contract(title="Call-off", within=framework.id)
    with writing():
        FrameworkUser.allow(framework.id, desk.cast.westmoor.id, by=desk.cast.joan.id, at=desk.now)
        framework.change({"title": "Home of J.S."}, by=desk.cast.erin.id, at=desk.now, version=1)
    found = sheet.of(desk.again(framework))
    assert [one.title for one in found.call_offs] == ["Call-off"]
    assert [one.name for one in found.users] == ["Westmoor County Council"]
    assert {(one.title, one.text, one.by) for one in found.events} == {
        ("Entered", "", "Joan Joyce"),
        ("Opened to another authority", "Westmoor County Council", "Joan Joyce"),
        ("Changed", "Title", "Erin Ellis"),
    }
    assert "initials of a person: “J.S.”" in found.stops
    assert found.lacks == ()
    assert (found.taken_down, found.spot) == (False, False)


def test_services_are_described_and_counted(desk: AtDesk) -> None:
    with writing():
        Service.create(authority=desk.cast.fairshire, key="fostering", title="Fostering")
    desk.contract(service=desk.cast.service.id)
    facts = {"segment": "Leaving care", "stage": "plan", "stage_since_on": TODAY}
    services.describe(desk.cast.service, facts, by=desk.cast.joan.id, now=desk.now)
    lines = [
        (one.service.key, one.contracts, one.line and one.line.stage) for one in services.described(desk.cast.fairshire)
    ]
    assert lines == [("fostering", 0, None), ("supported-accommodation", 1, "plan")]
    assert services.find([desk.cast.westmoor.id], "fairshire", "fostering") is None


def test_quarters_say_whether_they_are_closed_and_what_they_leave_out(desk: AtDesk) -> None:
    desk.contract(desk.supplier())
    desk.contract(volume="spot")
    whose, by = desk.cast.fairshire, desk.cast.joan.id
    key = "2026-27-Q2"
    assert overview.opened(whose, key) is None
    work.close_quarter(key, whose, by, desk.now)
    work.correct(key, whose, "Two values were wrong.", by, desk.now)
    first, *rest = overview.quarters(whose, TODAY)
    assert (first.period.key, first.contracts, first.edition and first.edition.revision) == (key, 1, 1)
    assert first.withheld == {"spot": 5, "held": 0, "taken_down": 0, "redacted": first.withheld["redacted"]}
    assert len(rest) == 7
    assert all(one.edition is None for one in rest)
    assert overview.older([first, *rest])[0] == rest[-1].period.previous()
    found = overview.opened(whose, key)
    assert found is not None
    assert [(one.revision, one.by.name) for one in found.revisions] == [(1, "Joan Joyce"), (0, "Joan Joyce")]
    assert overview.ahead(whose, first.period) == overview.Ahead(held=0, spot=1, taken_down=0, rest=1)
    assert overview.quarters(desk.cast.westmoor, TODAY)[0].edition is None
