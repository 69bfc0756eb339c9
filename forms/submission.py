"""What is sent: one canonical text of a return, the same bytes whichever way the answers came.

UTF-8 JSON with sorted keys and no spaces. It holds neither who nor when nor what was typed; each free text stands
in it as its HMAC, so that a text can be taken out later and the digest still verifies.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any, Final

from forms.answers import EXPLANATION, Given
from forms.asked import Value
from forms.kinds import KINDS
from forms.question_set import QuestionSet

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # pragma: allowlist secret
"""Without I and O, which are taken for figures."""


def canonical(
    *,
    question_set: QuestionSet,
    authority: str,
    provider: str,
    service: str,
    home: str | None,
    period: str,
    answers: Mapping[str, Given],
    key: bytes,
) -> bytes:
    """The bytes that are kept and digested. `answers` is `Journey.submitted()`; `key` makes the HMACs of texts.

    `authority`, `provider`, `service` and `home` are their public names for machines (slugs, public ids).
    """
    whole = {
        "set": question_set.key,
        "version": question_set.version,
        "authority": authority,
        "provider": provider,
        "service": service,
        "home": home,
        "period": period,
        "answers": {name: _answer(question_set, name, given, key) for name, given in answers.items()},
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def texts(question_set: QuestionSet, answers: Mapping[str, Given]) -> dict[str, str]:
    """The free texts that stand in the canonical bytes as HMACs, by key; a reason stands under `<key>.why`."""
    found = {name: str(given.value) for name, given in answers.items() if _is_text(question_set, name, given)}
    return found | {f"{name}.why": given.reason for name, given in answers.items() if given.reason}


def mac(words: str, key: bytes) -> str:
    """The HMAC-SHA256 of a text, as hex."""
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


def digest(payload: bytes) -> str:
    """The SHA-256 of the canonical bytes, as hex."""
    return hashlib.sha256(payload).hexdigest()


def shown(digest: str) -> str:
    """A digest as people are shown it: 4 x 4 letters, “ABCD-EFGH-JKLM-NPQR” (73 bits of it)."""
    number, letters = int(digest, 16), ""
    for _ in range(16):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def _is_text(question_set: QuestionSet, name: str, given: Given) -> bool:
    if given.value is None:
        return False
    question = question_set.questions.get(name)
    return name.startswith(EXPLANATION) or question is None or question.kind == "text"


def _answer(question_set: QuestionSet, name: str, given: Given, key: bytes) -> Any:
    if given.status == "given" and not given.reason:
        return _value(question_set, name, given, key)
    answer: dict[str, Any] = {"status": given.status}
    if given.value is not None:
        answer["value"] = _value(question_set, name, given, key)
    if given.reason:
        answer["reason"] = mac(given.reason, key)
    if given.expected_on is not None:
        answer["expected_on"] = given.expected_on.isoformat()
    return answer


def _value(question_set: QuestionSet, name: str, given: Given, key: bytes) -> Any:
    value: Value | None = given.value
    if _is_text(question_set, name, given):
        return mac(str(value), key)
    return None if value is None else KINDS[question_set.questions[name].kind].canonical(value)
