"""What the columns of Ofsted’s lists are called, in the layouts that it has used since 2016. Pure; mostly data.

A heading is compared by its letters and digits alone. Columns with names and addresses are known by not standing here:
what is not named below is never read.
"""

from collections.abc import Mapping, Sequence

from portal.register.headings import reader

HEADINGS: Mapping[str, Sequence[str]] = {
    "urn": ("URN", "Unique reference number"),
    "provision_type": ("Provision type", "Provider type", "Provider subtype"),
    "status": ("Registration status", "Provider status"),
    "registered_on": ("Registration date", "Date registered"),
    "deregistered_on": ("Deregistration date", "De-registration date", "Date deregistered", "Date closed", "End date"),
    "places": ("Places", "Number of places", "Registered places", "Maximum users"),
    "local_authority": ("Local authority",),
    "overall": (
        "Overall experiences and progress of children and young people", "Overall effectiveness",
        "Overall experiences and progress", "Latest overall effectiveness",
    ),
    "overall_on": ("Latest full inspection date", "Inspection date", "Latest inspection date"),
}  # fmt: skip
"""2024 says “Overall experiences and progress of children and young people”, 2016 “Overall effectiveness”."""

NEEDED = ("urn", "provision_type", "status")
read = reader(HEADINGS, NEEDED)
