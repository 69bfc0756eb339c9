"""The question sets as content: every set that is shipped, in every state."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from forms import library
from forms.expressions import UNKNOWN, Evaluator, Expression
from forms.journey import Journey
from forms.kinds import KINDS
from forms.question_set import Page, Question, QuestionSet
from forms.situation import TIERS
from forms.wording import PLACEHOLDER

SETS = [pytest.param(found, id=f"{found.key} {found.version}") for found in library.all()]
every_set = pytest.mark.parametrize("question_set", SETS)

BANNED = ("placement", "placed", "void", "client", "service user", "absconded", "UASC", "KPI", "RAG", "in-date DBS",
          "please ensure", "in order to", "biannual")  # fmt: skip
"""Words that the field does not use of young people; people may still write them, and `nouns` and aliases know them."""


ENGLISH = re.compile(r"\b(?:Ofsted|LADO|DBS|Regulations?|regulations? \d+|designated officer|safeguarding|URN)\b")
"""What is done and called otherwise in Scotland: Care Inspectorate, PVG, child protection."""

UNSAID = re.compile(r"\b(UNKNOWN|nan)\b|[a-z] None\b|\( ?\)|\b(of|the|in) some\b")
"""What stands in a sentence when a number was not known and nobody thought of it."""


def texts(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    for page in question_set.pages:
        yield from ((page.code, text) for text in (page.title, page.why, page.used, page.hint, page.law))
        for question in page.questions:
            options = [words for option in question.options for words in (option.words, option.then)]
            for text in (question.ask, question.name, question.thing, question.hint, question.soft_say,
                         question.if_no, *options):  # fmt: skip
                yield question.code, text
        yield from ((page.code, check.say) for check in page.checks)


def conditions(question_set: QuestionSet) -> Iterator[tuple[str, Expression]]:
    for page in question_set.pages:
        if page.show_if is not None:
            yield page.code, page.show_if
        yield from ((q.code, q.show_if) for q in page.questions if q.show_if is not None)


def test_there_are_some_sets():
    assert SETS


@every_set
def test_a_set_can_be_found_by_its_key_and_version(question_set):
    assert library.get(question_set.key, question_set.version) is question_set
    assert library.latest(question_set.key) in library.all()


@every_set
def test_no_key_stands_there_twice(question_set):
    boxes = [question.key for page in question_set.pages for question in page.questions]
    assert len(boxes) == len(set(boxes)) == len(question_set.questions)
    assert len(question_set.pages_by_key) == len(question_set.pages)


@every_set
def test_every_question_has_words_of_its_own(question_set):
    asks = [question.ask for question in question_set.questions.values()]
    assert len(asks) == len(set(asks))
    for question in question_set.questions.values():
        assert question.ask
        assert question.name
        assert question.thing
        assert question.kind in KINDS
        assert question.nouns, f"{question.code}: the assistant cannot tell when somebody speaks of it"


@every_set
def test_every_option_has_words(question_set):
    for question in question_set.questions.values():
        words = [option.words for option in question.options]
        assert all(words), question.code
        assert len(words) == len(set(words)), question.code


@every_set
def test_the_code_of_a_question_is_its_page_and_a_letter(question_set):
    codes = [question.code for question in question_set.questions.values()]
    assert len(codes) == len(set(codes))
    for page in question_set.pages:
        letters = [question.code.removeprefix(page.code) for question in page.questions]
        assert letters == sorted(letters)
        assert letters[0] == "a"


@every_set
def test_a_page_says_why_and_who_sees_it_and_seldom_has_more_than_five_boxes(question_set):
    for page in question_set.pages:
        assert page.why
        assert page.used
        assert len(page.questions) <= 5


@every_set
def test_quotes_are_curly_and_no_banned_word_is_asked_with(question_set):
    for code, text in texts(question_set):
        assert not re.search(r"[\"'`]", text), code
        for word in BANNED:
            assert not re.search(rf"\b{word}\b", text, re.IGNORECASE), f"{code}: {word}"


@pytest.mark.parametrize("question_set", [found for found in library.all() if found.nation == "Scotland"])
def test_a_scottish_set_says_nothing_of_english_law_and_bodies(question_set):
    start, send = question_set.words.start, question_set.words.send
    own = [text for _, text in texts(question_set)]
    own += [question_set.law_note, start.urgent, start.who_sees, *start.body, send.declaration, send.sent]
    own += [question.example for question in question_set.questions.values()]
    assert [text for text in own if ENGLISH.search(text)] == []


def test_english_sets_do_say_what_a_scottish_one_may_not():
    found = library.get("supported-accommodation-quarterly", "2026-1")
    said = {word for _, text in texts(found) for word in ENGLISH.findall(text)}
    assert said >= {"Ofsted", "LADO", "DBS", "Regulation", "regulation 2"}


@every_set
def test_counts_are_never_carried_forward_but_standing_facts_are(question_set):
    for question in question_set.questions.values():
        assert not (question.carry_forward and question.sensitive), question.code
        assert not (question.carry_forward and question.counts == "ours"), question.code


@every_set
def test_every_condition_can_be_true_and_false_and_not_known(question_set):
    for code, rule in conditions(question_set):
        names = sorted(rule.names)
        worths = [samples(question_set, name) for name in names]
        found = {Evaluator(dict(zip(names, values, strict=True)).__getitem__)(rule) for values in product(*worths)}
        assert found == {True, False, UNKNOWN}, code


def samples(question_set: QuestionSet, name: str) -> tuple[object, ...]:
    fixed = {"last_return": (True, False, UNKNOWN), "contract.volume": ("block", "none_guaranteed", UNKNOWN)}
    question = question_set.questions.get(name)
    if name in fixed:
        return fixed[name]
    if question is not None and question.options:
        keys = [option.key for option in question.options]
        return (*(keys if question.kind == "choice" else [(key,) for key in keys]), UNKNOWN)
    return (0, 1, 2, 5, UNKNOWN)


def rendered(journey: Journey, page: Page, question: Question) -> Iterator[str]:
    asked = journey.asked(question)
    yield from (asked.ask, asked.thing, journey.words(question.hint), journey.words(question.if_no))
    yield from (words for option in asked.options for words in (option.words, option.then))
    yield from (journey.words(text) for text in (page.title, page.why, page.used, page.hint, page.law))


@every_set
@pytest.mark.parametrize("tier", TIERS)
def test_every_question_says_its_words_in_every_state(question_set, tier):
    ordinary = library.ordinary(question_set)[tier]
    first = replace(ordinary, situation=replace(ordinary.situation, last={}, last_return=False))
    states = [ordinary.empty(), ordinary.journey(), first.empty()]
    for left_out in ordinary.values:
        values = {key: value for key, value in ordinary.values.items() if key != left_out}
        states.append(replace(ordinary, values=values).journey())
    for journey in states:
        for page in question_set.pages:
            for question in page.questions:
                for text in rendered(journey, page, question):
                    assert not PLACEHOLDER.search(text), question.code
                    assert "  " not in text, question.code
                    assert not UNSAID.search(text), question.code
                assert journey.asked(question).ask.endswith(("?", "like"))
