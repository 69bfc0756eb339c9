"""Who may use a framework."""

from typing import Any

import pytest

from models.conflicts import AlreadyDone
from models.register.framework_user import FrameworkUser
from models.store import writing


def test_other_authorities_may_use_a_framework_until_they_may_not(register: Any) -> None:
    framework, westmoor = register.contract(arrangement="framework"), register.cast.westmoor
    with writing():
        user = FrameworkUser.allow(framework.id, westmoor.id, **register.stamp)
        FrameworkUser.allow(framework.id, register.cast.fairshire.id, **register.stamp)
    assert [one.slug for one in FrameworkUser.of(framework.id)] == ["fairshire", "westmoor"]
    with pytest.raises(AlreadyDone), writing():
        FrameworkUser.allow(framework.id, westmoor.id, **register.stamp)
    with writing():
        user.stop(**register.stamp)
    assert [one.slug for one in FrameworkUser.of(framework.id)] == ["fairshire"]
    assert (register.last_event().action, register.last_event().before) == ("framework.closed", "westmoor")
    with pytest.raises(AlreadyDone), writing():
        user.stop(**register.stamp)


def test_what_is_no_framework_has_no_users(register: Any) -> None:
    contract = register.contract(arrangement="stand_alone")
    with pytest.raises(ValueError, match="Only a framework"), writing():
        FrameworkUser.allow(contract.id, register.cast.westmoor.id, **register.stamp)
