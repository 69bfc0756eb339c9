"""What must hold of a question set beyond its shape. Each fault names the page, the question and what is wrong."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from forms.expressions import BadExpression, Evaluator, Expression, Result
from forms.file_types import FILE_TYPES
from forms.kinds import KINDS
from forms.question_set import CHOOSING, COUNTING, STEPPING, Page, Question, QuestionSet
from forms.says import sayings
from forms.situation import Situation
from forms.wording import PLACEHOLDER

RESERVED_PAGES: Final = frozenset({"check", "send", "receipt", "talk"})
RESERVED_OPTIONS: Final = frozenset(
    {"dont_have", "why", "when", "yes", "not_applicable", "text", "jump", "soft", "remark", "unread", "use"}
)
RESERVED_QUESTIONS: Final = frozenset(
    {
        "accepted", "appeared", "asks", "check", "checks", "data", "errors", "form_errors", "journey", "meta",
        "page", "populate_obj", "post_process", "process", "set", "so_far", "stays", "telling", "validate", "written",
    }
)  # fmt: skip
"""What a form calls something of its own."""

_LIMITS: Final = ("show_if", "otherwise", "min", "max", "soft_min", "soft_max", "of", "whole")
_SAMPLES: Final[Mapping[str, Result]] = {
    "today": date(2026, 10, 1), "first_day": date(2026, 7, 1), "last_day": date(2026, 9, 30),
    "days_in_period": 92, "last_return": True, "contract.volume": "block", "contract.places": 10,
}  # fmt: skip
_BY_KIND: Final[Mapping[str, Result]] = {
    "date": date(2026, 8, 14), "period": (date(2026, 8, 1), date(2026, 8, 31)), "choices": ("a",),
    "choice": "a", "yes_no": "yes", "text": "a", "file": ("a",),
}  # fmt: skip

Fault = str


def faults(questions: QuestionSet) -> list[Fault]:
    """Everything that is wrong, in the order of the file; empty for a sound set."""
    return [
        *_clashes(questions),
        *_reserved(questions),
        *(fault for page in questions.pages for fault in _page(questions, page)),
        *_derived(questions),
        *_people(questions),
        *(f"words: {fault}" for fault in _placeholders(questions, _set_words(questions))),
        *_circles(questions),
    ]


def _people(questions: QuestionSet) -> Iterator[Fault]:
    if questions.people and questions.people not in {*questions.questions, *questions.derived_by_key}:
        yield f"people: there is no “{questions.people}”"


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def _clashes(questions: QuestionSet) -> Iterator[Fault]:
    asked = [question.key for page in questions.pages for question in page.questions]
    names = [*asked, *(d.key for d in questions.derived), *(w.key for w in questions.wording)]
    plain_names = {name for name in Situation.NAMES if "." not in name} | Situation.PLACEHOLDERS
    for key in _twice([*names, *plain_names]):
        yield f"the name “{key}” stands for two things"
    for what, keys in {
        "page": [page.key for page in questions.pages],
        "page code": [page.code for page in questions.pages],
        "section": [section.key for section in questions.sections],
        "check": [check.key for page in questions.pages for check in page.checks],
    }.items():
        for key in _twice(keys):
            yield f"the {what} “{key}” stands there twice"


def _reserved(questions: QuestionSet) -> Iterator[Fault]:
    for page in questions.pages:
        if page.key in RESERVED_PAGES:
            yield f"page {page.code}: “{page.key}” is an address of our own"
    for question in questions.questions.values():
        if question.key in RESERVED_QUESTIONS or question.key in Expression.namespaces:
            yield f"{_place(question)}: “{question.key}” is a name of our own"


def _place(question: Question) -> str:
    return f"page {question.code[:-1]}, question {question.key}"


def _page(questions: QuestionSet, page: Page) -> Iterator[Fault]:
    here = f"page {page.code}"
    if page.section not in {section.key for section in questions.sections}:
        yield f"{here}: there is no section “{page.section}”"
    if page.show_if is not None:
        yield from (f"{here}: show_if: {fault}" for fault in _rule(questions, page.show_if))
        yield from (f"{here}: show_if: {fault}" for fault in _order(questions, page, page.show_if))
    texts = (page.title, page.why, page.used, page.hint, page.law)
    yield from (f"{here}: {fault}" for fault in _placeholders(questions, texts))
    for question in page.questions:
        for fault in (*_question(questions, question), *_rules(questions, page, question)):
            yield f"{_place(question)}: {fault}"
    for check in page.checks:
        for fault in (*_rule(questions, check.rule), *_placeholders(questions, (check.say,))):
            yield f"{here}, check {check.key}: {fault}"


def _question(questions: QuestionSet, question: Question) -> Iterator[Fault]:
    if question.kind not in KINDS:
        yield f"there is no kind “{question.kind}”"
    if (question.kind in CHOOSING) != bool(question.options):
        yield "options belong to choice and choices, and only to them"
    keys = [option.key for option in question.options]
    yield from (f"the option “{key}” stands there twice" for key in _twice(keys))
    yield from (f"no option can be called “{key}”" for key in keys if key in RESERVED_OPTIONS)
    yield from _files(question)
    yield from _of_a_kind(questions, question)
    if question.ofsted:
        yield from _of_a_list(questions, question)
    if bool(question.soft_say) != (question.soft_min is not None or question.soft_max is not None):
        yield "soft_say and a soft limit belong together"
    yield from _placeholders(questions, _question_words(question))
    yield from _placeholders(questions, (question.soft_say,), {"missing", "value", "limit"})
    try:
        expected = [saying.expected for saying in sayings(question)]
    except BadExpression as wrong:
        yield f"says: {wrong}"
        return
    for rule in expected:
        if isinstance(rule, Expression):
            yield from (f"says: {fault}" for fault in _rule(questions, rule))


def _files(question: Question) -> Iterator[Fault]:
    """A file question says what it takes; nothing else does. What is kept apart has a day on which it goes."""
    yield from (f"there is no type of file “{one}”" for one in question.types if one not in FILE_TYPES)
    if (question.kind == "file") != bool(question.types):
        yield "types belong to file questions, and only to them"
    if question.kind == "file" and (question.carry_forward or question.says):
        yield "a file is neither carried forward nor told in words"
    if question.apart and (question.kind != "file" or question.kept_months is None):
        yield "what is kept apart is a file, and kept_months says how long"


def _of_a_kind(questions: QuestionSet, question: Question) -> Iterator[Fault]:
    if question.offers and questions.about == "return":
        yield "a return offers what its set says"
    if (question.a_question or question.longest) and question.kind != "text":
        yield "only a text asks something, or is too long"
    if question.jump and question.kind not in COUNTING:
        yield "jump is for numbers"
    if question.step is not None and question.kind not in STEPPING:
        yield "step is for numbers and percentages"


def _of_a_list(questions: QuestionSet, question: Question) -> Iterator[Fault]:
    if not question.carry_forward:
        yield "what Ofsted’s list says can only be confirmed as a standing fact is: carry_forward"
    if not questions.ofsted_type:
        yield "the set does not say what Ofsted’s lists call what it is about: ofsted_type"


def _question_words(question: Question) -> tuple[str, ...]:
    own = (question.ask, question.thing, question.hint, question.example, question.if_no)
    return own + tuple(text for option in question.options for text in (option.words, option.then))


def _rules(questions: QuestionSet, page: Page, question: Question) -> Iterator[Fault]:
    for field in _LIMITS:
        rule = getattr(question, field)
        if isinstance(rule, Expression):
            yield from (f"{field}: {fault}" for fault in _rule(questions, rule))
    if question.show_if is not None:
        yield from (f"show_if: {fault}" for fault in _order(questions, page, question.show_if, question))


def _derived(questions: QuestionSet) -> Iterator[Fault]:
    for key, rule in [
        *((derived.key, derived.rule) for derived in questions.derived),
        *((wording.key, wording.when) for wording in questions.wording),
    ]:
        yield from (f"{key}: {fault}" for fault in _rule(questions, rule))


def _rule(questions: QuestionSet, rule: Expression) -> Iterator[Fault]:
    """Names that nobody knows; comparisons that cannot be made (a date with a number)."""
    own = questions.questions.keys() | questions.derived_by_key.keys()
    strange = sorted(name for name in rule.names if name.removeprefix("last.") not in own | Situation.NAMES)
    yield from (f"nobody knows the name “{name}”" for name in strange)
    if not strange:
        try:
            for part in (*rule.parts(), rule):
                Evaluator(_sampler(questions))(part)
        except (TypeError, ValueError):
            yield f"“{rule.text}” compares or adds what cannot be compared or added"


def _sampler(questions: QuestionSet) -> Callable[[str], Result]:
    def sample(name: str) -> Result:
        if name in _SAMPLES:
            return _SAMPLES[name]
        question = questions.questions.get(name.removeprefix("last."))
        return 1 if question is None else _BY_KIND.get(question.kind, 1)

    return sample


def _order(questions: QuestionSet, page: Page, rule: Expression, question: Question | None = None) -> Iterator[Fault]:
    """A question may wait for a later one only where that is a standing fact, known from the last return."""
    order = list(questions.questions)
    place = order.index((question or page.questions[0]).key)
    for key in sorted(_asked_behind(questions, rule)):
        if order.index(key) >= place and not questions.questions[key].carry_forward:
            yield f"depends on “{key}”, which is asked later"


def _asked_behind(questions: QuestionSet, rule: Expression) -> set[str]:
    """The questions that a rule rests on, through derived values."""
    found: set[str] = set()
    seen: set[str] = set()
    names = set(rule.names)
    while names:
        name = names.pop()
        seen.add(name)
        if name in questions.questions:
            found.add(name)
        elif name in questions.derived_by_key:
            names |= questions.derived_by_key[name].rule.names - seen
    return found


def _circles(questions: QuestionSet) -> Iterator[Fault]:
    """A value that needs itself: through show_if, otherwise and derived values."""
    needs = {derived.key: derived.rule.names for derived in questions.derived}
    for question in questions.questions.values():
        rules = (question.show_if, question.otherwise, questions.page_of(question).show_if)
        needs[question.key] = frozenset().union(*(rule.names for rule in rules if rule is not None))
    done: set[str] = set()

    def circle(name: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if name in path:
            return (*path[path.index(name) :], name)
        if name in done:
            return ()
        done.add(name)
        return next(filter(None, (circle(need, (*path, name)) for need in sorted(needs.get(name, ())))), ())

    for name in needs:
        if found := circle(name, ()):
            yield "a circle: " + " needs ".join(found)


def _placeholders(questions: QuestionSet, texts: Iterable[str], also: Iterable[str] = ()) -> Iterator[Fault]:
    about = ("about",) if questions.about != "return" else ()
    known = {
        *Situation.PLACEHOLDERS, *about, *questions.questions, *questions.derived_by_key, *questions.wording_by_key,
        *also,
    }  # fmt: skip
    for text in texts:
        for name in PLACEHOLDER.findall(text):
            if name not in known:
                yield f"nobody knows the placeholder “{{{name}}}”"
        if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
            yield f"a brace is left open in “{text}”"


def _set_words(questions: QuestionSet) -> Iterator[str]:
    """The words of the whole set, without the placeholders that only they may use."""
    start, send = questions.words.start, questions.words.send
    own = {"minutes", "read_by", "days", "last", "value", "why", "when"}
    texts = (start.title, *start.body, start.no_names, start.urgent, start.who_sees,
             send.title, send.declaration, send.sent, send.late, send.more_time, send.jump,
             send.dont_have.words, send.dont_have.why, send.dont_have.when, send.dont_have.shown,
             *(text for wording in questions.wording for text in (wording.words, wording.otherwise)))  # fmt: skip
    for text in texts:
        yield PLACEHOLDER.sub(lambda found: "" if found[1] in own else found[0], text)
