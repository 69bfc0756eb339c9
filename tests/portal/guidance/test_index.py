"""Finding guidance: word for word, nothing for what is not there, never an error, the same bytes each time."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import library
from portal.guidance import sets, shelf, site_words
from portal.guidance.index import Index
from portal.guidance.passages import Passage, of_council, of_set
from portal.guidance.shelf import Guidance

ROOT = Path(__file__).parents[3]
SITE, DATA = ROOT / "site", ROOT / "tests" / "data" / "conversation"
SET = "supported-accommodation-quarterly"
OURS = {
    "", of_set(SET, "2026-1"), of_council("fairshire"), of_council("fairshire", SET),
    of_council("fairshire", "supported-accommodation"),
}  # fmt: skip
# What people who answer a return ask, and a word of the passage that they should get.
ASKED = {
    "what do you mean by ready?": "furnished",
    "what is a serious event": "exploitation",
    "who sees this return?": "score",
    "why is my return so long": "year",
    "what does upheld mean": "complaint",
    "what is an allegation": "LADO",
    "what counts as a complaint?": "text message",
    "do you publish my numbers": "number",
    "what does “came alone” mean": "unaccompanied",
    "is a planned move one that was in the plan": "pathway plan",
    "do we count somebody who is away that night": "away that night",
    "can I write names?": "names",
    "what happens if I am late": "late",
    "what is low risk": "twice a year",
    "difference between missing and absent": "nobody could find out",
}


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(shelf.sources(SITE))


@pytest.mark.parametrize("question", ASKED)
def test_what_people_ask_about_a_return_is_found(index: Index, question: str) -> None:
    hit = index.answer(question, OURS)
    assert hit is not None
    assert ASKED[question] in hit.passage.text


def test_what_is_not_there_is_hardly_ever_answered(index: Index) -> None:
    rows = (DATA / "oos_clinc.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(row)["text"] for row in rows]
    assert len(asked) > 100
    answered = [question for question in asked if index.answer(question, OURS)]
    assert len(answered) <= len(asked) // 100, answered


@settings(max_examples=150)
@given(st.text(max_size=300) | st.from_regex(r'[\w"*:^(){}\-+ ]{0,60}( (AND|OR|NOT|NEAR) )?[\w"*:^(){}]{0,60}'))
def test_a_hostile_question_never_raises(question: str) -> None:
    for hit in _SMALL.find(question):
        assert hit.passage in PASSAGES
    _SMALL.answer(question, {"x"})


PASSAGES = [
    Passage("a", "Near and not", "NOT OR AND near a “quoted” title: text*", scope="x"),
    Passage("b", "Café", "twelve places"),
]
_SMALL = Index(PASSAGES)


@pytest.mark.parametrize("question", ["", '"', "a OR", "title : x", "NEAR(a b, 2)", "\ud800x", "x" * 9000, "\0", "* ^"])
def test_what_would_break_a_query_is_only_words(question: str) -> None:
    assert isinstance(_SMALL.find(question), list)


def test_diacritics_and_endings_do_not_matter() -> None:
    assert [hit.passage.key for hit in _SMALL.find("cafe")] == ["b"]
    assert [hit.passage.key for hit in _SMALL.find("place")] == ["b"]


def test_the_same_passages_give_the_same_bytes(tmp_path: Path) -> None:
    passages = list(shelf.sources(SITE))
    for name in ("one", "two"):
        Index.write(tmp_path / name, passages)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert Index.read(tmp_path / "one").find("ready places") == Index(passages).find("ready places")


def test_every_passage_of_a_set_stands_word_for_word_in_the_set() -> None:
    for found in library.all():
        told = {found.words.start.who_sees, found.words.start.no_names}
        told |= {words for page in found.pages for words in (f"{page.why} {page.used}", page.hint, f"Law: {page.law}")}
        told |= {question.hint for question in found.questions.values()}
        for passage in sets.passages(found):
            assert passage.text in told
            assert f"/{found.key}/{found.version}/" in passage.url
            assert passage.version == f"version {found.version}"


def test_only_the_version_that_is_answered_and_what_the_own_council_says_is_cited(index: Index) -> None:
    hits = index.find("places ready to live in", OURS, most=100)
    assert hits
    assert {hit.passage.scope for hit in hits} <= OURS
    other = index.find("places ready to live in", {of_set(SET, "2026-2")}, most=100)
    assert {hit.passage.version for hit in other} <= {"version 2026-2"}


def test_sentences_with_live_figures_are_left_out() -> None:
    passages = list(site_words.passages(SITE))
    assert len(passages) > 50
    assert not [passage for passage in passages if "{" in passage.text or "**" in passage.text or "](" in passage.text]


def test_where_no_file_can_be_written_people_can_still_ask(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("not a folder")
    assert Guidance(tmp_path / "taken", SITE).index().answer("what is a serious event", OURS) is not None


def test_a_page_that_was_changed_is_found_as_it_is_now_and_the_old_file_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "site" / "content" / "guidance" / "late.md"
    page.parent.mkdir(parents=True)
    front = (SITE / "content" / "guidance" / "corrections.md").read_text("utf-8").split("+++")[1]
    guidance = Guidance(tmp_path / "data", tmp_path / "site")
    for words in ("Zebras are striped.", "Zebras are spotted."):
        page.write_text(f"+++{front}+++\n\n## Zebras\n\n{words}\n", "utf-8")
        monkeypatch.setattr(shelf, "LOOK_AGAIN", -1)
        [hit] = guidance.index().find("zebras")
        assert hit.passage.text == words
        assert hit.passage.url == "site:/guidance/late/#zebras"
        assert len(list((tmp_path / "data").iterdir())) == 1
