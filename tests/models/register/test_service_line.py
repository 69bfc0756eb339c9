"""What is known of a service beside its title."""

from datetime import date
from typing import Any

import pytest

from models.register.service_line import ServiceLine
from models.store import writing


def test_a_service_says_its_segment_and_where_it_stands_in_the_cycle(register: Any) -> None:
    service = register.cast.service.id
    with writing():
        ServiceLine.put(service, {"segment": "Accommodation and support"}, **register.stamp)
        line = ServiceLine.put(service, {"stage": "plan", "stage_since_on": date(2026, 9, 1)}, **register.stamp)
    assert (line.segment, line.stage, line.stage_since_on) == ("Accommodation and support", "plan", date(2026, 9, 1))
    event = register.last_event()
    assert (event.action, event.subject) == ("service.described", "service:fairshire/supported-accommodation")
    assert ServiceLine.select().count() == 1


def test_what_is_no_fact_of_a_service_is_refused(register: Any) -> None:
    with pytest.raises(ValueError, match="Not part of a service line"), writing():
        ServiceLine.put(register.cast.service.id, {"title": "x"}, **register.stamp)
