"""What is refused when a question set is loaded, and where the message points."""

import tomllib

import pytest
from wtforms import Form

from forms import library
from forms.library import BadQuestionSet, NoSuchSet
from forms.page_form import PageForm
from forms.soundness import RESERVED_QUESTIONS

SOUND = """
[set]
key = "tiny"
version = "2026-1"
title = "Tiny"
nation = "England"
unit_of_return = "one provider"
minutes = { core = 5, standard = 5, full = 5 }
boxes = { core = 5, standard = 5, full = 5 }

[words.start]
title = "Your return for {quarter}"
body = ["It takes about {minutes} minutes."]
no_names = "No names."
urgent = "Ring {duty_phone}."
who_sees = "{council}."

[words.send]
title = "Send"
declaration = "For {provider}."
sent = "{contact} by {read_by}."
late = "{days} days late."
more_time = "More time?"
dont_have = { words = "We don’t have it", why = "Why?", when = "When?", shown = "Not yet: {why}. Expected {when}." }
jump = "{last}, now {value}?"

[[sections]]
key = "one"
title = "One"

[[derived]]
key = "total"
name = "Total"
rule = "first + second"
unit = "things"

[[page]]
code = "TI01"
key = "numbers"
section = "one"
title = "Numbers"
tier = 1
every = "Q"
counts = "ours"
carry_forward = false
sensitive = false
minutes = 1
why = "Why."
used = "Used."

  [[page.question]]
  key = "first"
  kind = "number"
  ask = "How many?"
  name = "First"
  thing = "how many"
  max = 99
  says = [["3", 3], ["all", "propose {total} / 2"]]

  [[page.question]]
  key = "second"
  kind = "number"
  ask = "How many of the {first}?"
  name = "Second"
  thing = "how many of them"
  show_if = "first > 0"
  max = "first"

  [[page.question]]
  key = "which"
  kind = "choice"
  ask = "Which?"
  name = "Which"
  thing = "which"
  options = [{ key = "a", words = "A" }, { key = "b", words = "B", text = true }]

  [[page.question]]
  key = "day"
  kind = "date"
  ask = "When?"
  name = "Day"
  thing = "the day"
  min = "2024-01-31"
  max = "today"
  soft_min = "months_before(last_day, 6)"
  soft_say = "{value} is before {limit}."

  [[page.check]]
  key = "within"
  rule = "second <= first"
  level = "stop"
  say = "Up to {first}."
"""

ORDINARY = """
period = "July to September 2026"
today = 2026-10-05
first_day = 2026-07-01
last_day = 2026-09-30

[answers]
first = 4
second = 2
which = "a"
day = 2026-08-14

[core]
provider = "Small CIO"
about = "Small."
[standard]
provider = "Middle CIC"
about = "Middle."
[full]
provider = "Large Ltd"
about = "Large."
"""


def load(tmp_path, text=SOUND, ordinary=ORDINARY):
    return library.read(kept(tmp_path, text, "2026-1", ordinary))


def kept(tmp_path, text, version, ordinary=ORDINARY):
    file = tmp_path / "tiny" / f"{version}.toml"
    (file.parent / "ordinary").mkdir(exist_ok=True, parents=True)
    file.write_text(text, encoding="utf-8")
    (file.parent / "ordinary" / file.name).write_text(ordinary, encoding="utf-8")
    return file


def test_a_sound_set_is_loaded(tmp_path):
    found = load(tmp_path)
    assert [question.code for question in found.questions.values()] == ["TI01a", "TI01b", "TI01c", "TI01d"]
    assert found.questions["second"].every == "Q"
    assert found.page_of(found.questions["day"]).key == "numbers"
    assert list(library.load(tmp_path)) == [("tiny", "2026-1")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('max = 99', 'max = 99\n  mox = 1', "page TI01, question first: mox: Extra inputs are not permitted"),
        ('tier = 1', 'tier = 4', "page TI01: tier"),
        ('every = "Q"', 'every = "M"', "page TI01: every"),
        ('counts = "ours"', 'counts = "theirs"', "page TI01: counts"),
        ('section = "one"', 'section = "two"', "page TI01: there is no section “two”"),
        ('key = "numbers"', 'key = "check"', "page TI01: “check” is an address of our own"),
        ('key = "second"\n  kind', 'key = "first"\n  kind', "the name “first” stands for two things"),
        ('key = "total"', 'key = "second"', "the name “second” stands for two things"),
        ('key = "total"', 'key = "council"', "the name “council” stands for two things"),
        ('kind = "date"', 'kind = "day"', "page TI01, question day: there is no kind “day”"),
        ('show_if = "first > 0"', 'show_if = "first >"', "page TI01, question second: show_if"),
        ('show_if = "first > 0"', 'show_if = "frist > 0"', "question second: show_if: nobody knows the name “frist”"),
        ('show_if = "first > 0"', 'show_if = "last.frist > 0"', "nobody knows the name “last.frist”"),
        ('show_if = "first > 0"', 'show_if = "day > 0"', "compares or adds what cannot be compared"),
        ('show_if = "first > 0"', "show_if = \"which == 'a'\"", "show_if: depends on “which”, which is asked later"),
        ('show_if = "first > 0"', 'show_if = "total > 0"', "show_if: depends on “second”, which is asked later"),
        ('show_if = "first > 0"', 'show_if = "total > 0"', "a circle: total needs second needs total"),
        ('max = "first"', 'max = "first ** 9"', "page TI01, question second: max"),
        ('max = "first"', 'max = true', "page TI01, question second: max"),
        ('How many of the {first}?', 'How many of the {frist}?', "nobody knows the placeholder “{frist}”"),
        ('How many of the {first}?', 'How many of the {first?', "a brace is left open"),
        ('Up to {first}.', 'Up to {frist}.', "page TI01, check within: nobody knows the placeholder"),
        ('rule = "second <= first"', 'rule = "second <= frist"', "page TI01, check within: nobody knows the name"),
        ('level = "stop"', 'level = "warn"', "page TI01, check within: level"),
        ('{ key = "b"', '{ key = "a"', "question which: the option “a” stands there twice"),
        ('{ key = "b"', '{ key = "why"', "question which: no option can be called “why”"),
        (', words = "B", text', ', text', "question which, options b: words: Field required"),
        ('kind = "choice"', 'kind = "number"', "question which: options belong to choice"),
        ('  soft_say = "{value} is before {limit}."', '', "soft_say and a soft limit belong together"),
        ('["3", 3]', '["3", "three"]', "question first: says: nobody knows the name “three”"),
        ('["3", 3]', '["3", "propose 3 +"]', "question first: says"),
        ('key = "first"', 'key = "errors"', "“errors” is a name of our own"),
        ('Ring {duty_phone}.', 'Ring {phone}.', "words: nobody knows the placeholder “{phone}”"),
        ('key = "tiny"', 'key = "other"', "says that it is other, version 2026-1"),
        ('kind = "date"', 'kind = "date"\n  step = 5', "question day: step is for numbers and percentages"),
        ('max = 99', 'max = 99\n  step = 1', "page TI01, question first: step"),
        ('max = 99', 'max = 99\n  ofsted = "places"', "can only be confirmed as a standing fact is: carry_forward"),
        ('max = 99', 'max = 99\n  ofsted = "places"', "what Ofsted’s lists call what it is about: ofsted_type"),
        ('[set]', '[set', "tiny/2026-1.toml"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_file_page_and_question(tmp_path, old, new, message):
    assert old in SOUND
    with pytest.raises(BadQuestionSet) as refused:
        load(tmp_path, SOUND.replace(old, new, 1))
    assert message in str(refused.value)
    assert all(line.startswith("tiny/2026-1.toml") for line in str(refused.value).splitlines())


def test_a_standing_fact_may_be_asked_later_than_what_depends_on_it(supported):
    review, registration = supported.questions["quality_review_date"], supported.questions["registration"]
    assert supported.page_of(review).show_if.names == {"registration"}
    order = list(supported.questions)
    assert order.index("registration") > order.index("quality_review_date")
    assert registration.carry_forward


def test_no_question_can_take_a_name_that_a_form_uses_itself():
    taken = {name for name in {*dir(PageForm), *dir(Form)} if not name.startswith("_")} - {"Meta"}
    assert taken | {"so_far", "data", "errors"} <= RESERVED_QUESTIONS


def test_a_set_that_is_not_there_has_a_name_for_it():
    with pytest.raises(NoSuchSet):
        library.get("supported-accommodation-quarterly", "1999-1")
    with pytest.raises(NoSuchSet):
        library.latest("nothing")


def test_the_file_of_a_set_is_plain_toml():
    for file in library.FOLDER.glob("*/*.toml"):
        assert tomllib.loads(file.read_text(encoding="utf-8"))["set"]["version"] == file.stem


def test_the_newest_version_is_the_highest_number_not_the_last_letter(tmp_path):
    for version in ("2026-9", "2026-10", "2025-11"):
        kept(tmp_path, SOUND.replace('version = "2026-1"', f'version = "{version}"'), version)
    assert [version for _, version in library.load(tmp_path)] == ["2025-11", "2026-9", "2026-10"]
