"""What stands in addresses of the public site, which releasing and publishing make of the same released rows. Pure."""

from collections.abc import Mapping
from typing import Any


def group_key(known: Mapping[str, Any]) -> str:
    """Of what a supplier is part of: the number, or the letters of the name; empty where it is part of nothing."""
    if known["group_number"]:
        return str(known["group_number"]).lower()
    kept = "".join(letter if letter.isalnum() else " " for letter in str(known["group_name"]).casefold())
    return "-".join(kept.split())
