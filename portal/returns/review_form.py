"""What an officer writes when deciding: one message, or remarks at questions."""

from collections.abc import Mapping

LONGEST = 600
TOO_LONG = f"Shorten this to {LONGEST} characters"


def noticed(form: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """“What we noticed, what happens next”: 1 to 600 characters (field.md A13), and what is wrong with it."""
    words = form.get("words", "").strip()
    if not words:
        return words, {"words": "Enter what you noticed and what happens next"}
    return words, {"words": TOO_LONG} if len(words) > LONGEST else {}


def remarks(form: Mapping[str, str]) -> tuple[str, dict[str, str], dict[str, str]]:
    """The words above, the remarks by question key, and what is wrong."""
    words = form.get("back", "").strip()
    found = {
        name.removeprefix("remark."): text.strip()
        for name, text in form.items()
        if name.startswith("remark.") and text.strip()
    }
    errors = {f"remark.{key}": TOO_LONG for key, text in found.items() if len(text) > LONGEST}
    if len(words) > LONGEST:
        errors["back"] = TOO_LONG
    if not found:
        errors["remarks"] = "Write a remark at one question at least, so that the provider knows what to look at"
    return words, found, errors
