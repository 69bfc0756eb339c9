"""What a file question takes, in words, for its page."""

from dataclasses import dataclass
from typing import Any

from forms.file_types import FILE_TYPES
from portal.uploads import words

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class About:
    """`limits` stands under the question, `accept` and `largest` (bytes) go to the browser, `pictures` says whether
    to ask what is visible."""

    limits: str
    accept: str
    largest: int
    too_large: str
    pictures: bool


def of(page: Any) -> dict[str, About]:
    """Of each file question of a page, by key."""
    return {question.key: about(question) for question in page.questions if question.kind == "file"}


def about(question: Any) -> About:
    """Of one question of a set."""
    most = f"Up to {question.most_files} files, each" if question.most_files > 1 else "One file,"
    limits = f"{most} up to {question.largest_mb} MB: {words.types(question.types)}."
    apart = f" It is kept apart, and deleted after {question.kept_months} months." if question.apart else ""
    too_large = f"This file is larger than {question.largest_mb} MB. Choose a smaller one."
    pictures = any(FILE_TYPES[one].picture for one in question.types)
    return About(limits + apart, words.accept(question.types), question.largest_mb * MEGABYTE, too_large, pictures)
