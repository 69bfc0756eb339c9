"""What is known of a service beside its title: its segment of the market, and where it stands in the commissioning
cycle."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from peewee import Check, DateField, ForeignKeyField, TextField

from models.audit import AuditEvent
from models.authority import Service
from models.register.versions import only
from models.store import Base, must_be_writing, unique

STAGES = ("analyse", "plan", "do", "review", "")


class ServiceLine(Base):
    """One service of one authority; `manager` is who manages the category, a name or a role."""

    service = ForeignKeyField(Service, index=False)
    segment = TextField(default="")
    manager = TextField(default="")
    stage = TextField(default="")
    stage_since_on = DateField(null=True)
    service_id: int

    class Meta:
        constraints: ClassVar = [
            Check(f"stage IN {STAGES}", "the_stage_of_a_service_is_known"),
            Check("(stage = '') = (stage_since_on IS NULL)", "a_stage_says_since_when"),
        ]

    FACTS: ClassVar = frozenset(("segment", "manager", "stage", "stage_since_on"))

    @classmethod
    def put(cls, service_id: int, values: Mapping[str, object], *, by: int | None, at: datetime) -> Self:
        """Say these facts of a service; what is left out stays. Raises ValueError for what is not of FACTS."""
        must_be_writing()
        only(values, cls.FACTS, "a service line")
        cls.insert(service=service_id).on_conflict_ignore().execute()
        cls.update(**values).where(cls.service == service_id).execute()
        line = cls.get(cls.service == service_id)
        after = f"{line.segment}; {line.stage or 'no stage'}"
        AuditEvent.append(
            "service.described", f"service:{line.service.authority.slug}/{line.service.key}", by, at, after=after
        )
        return line


unique(ServiceLine, ServiceLine.service, name="a_service_is_described_once")
