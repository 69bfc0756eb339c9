"""A portal that notes the arrival of a request when it gets round to it."""

from portal import serving
from portal.clock import now


def apply() -> None:
    serving.arrived = now
