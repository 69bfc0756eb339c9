"""What people write when they decide: one message, remarks at questions, a reason."""

from collections.abc import Container, Mapping

from forms.kinds.plain import visible

LONGEST = 600
TOO_LONG = f"Shorten this to {LONGEST} characters"


def noticed(form: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """“What we noticed, what happens next”: 1 to 600 characters, and what is wrong with it."""
    return _one(form, "words", "Enter what you noticed and what happens next")


def reason(form: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Why a return is no longer asked for, and what is wrong with it."""
    return _one(form, "why", "Enter why you no longer ask for this return")


def correction(form: Mapping[str, str]) -> tuple[str, str]:
    """What a provider wants to correct, and what is wrong with it."""
    words, errors = _one(form, "reason", f"Enter what you want to correct, in up to {LONGEST} characters")
    return words, errors.get("reason", "")


def why_taken_out(form: Mapping[str, str]) -> str:
    """Why words are taken out; it may be left empty."""
    return visible(form.get("why", "")).strip()[:LONGEST]


def _one(form: Mapping[str, str], name: str, missing: str) -> tuple[str, dict[str, str]]:
    words = visible(form.get(name, "")).strip()
    if not words:
        return words, {name: missing}
    return words, {name: TOO_LONG} if len(words) > LONGEST else {}


def remarks(form: Mapping[str, str], questions: Container[str]) -> tuple[str, dict[str, str], dict[str, str]]:
    """The words above, the remarks by question key, and what is wrong. What belongs to no question is left out."""
    words = visible(form.get("back", "")).strip()
    typed = {name.removeprefix("remark."): visible(text).strip() for name, text in form.items() if _at_question(name)}
    found = {key: text for key, text in typed.items() if text and key in questions}
    errors = {f"remark.{key}": TOO_LONG for key, text in found.items() if len(text) > LONGEST}
    if len(words) > LONGEST:
        errors["back"] = TOO_LONG
    if not found:
        errors["remarks"] = "Write a remark at one question at least, so that the provider knows what to look at"
    return words, found, errors


def _at_question(name: str) -> bool:
    return name.startswith("remark.")
