"""Our own components: what they say, and what they never leave out."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import html5lib
import pytest
from markupsafe import Markup

Component = Callable[..., Markup]
HOSTILE = "<script>alert(\"x\")</script> & 'more'"


def words(html: str) -> str:
    """The text of a fragment, white space collapsed."""
    return " ".join("".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext()).split())


def option(key: str, said: str, **more: Any) -> SimpleNamespace:
    return SimpleNamespace(**({"key": key, "words": said, "text": False, "only": False, "then": ""} | more))


def field(kind: str, **more: Any) -> SimpleNamespace:
    """A stand-in for an AnswerField of forms, with nothing in it."""
    asked = {"kind": kind, "ask": "How many?", "max_words": None, "not_applicable": False} | more.pop("asked", {})
    empty = {"errors": [], "raw": "", "picked": (), "hint": "", "if_no": "", "options": (), "option_words": {}}
    empty |= {"candidates": (), "last": "", "dont_have": False, "why": "", "when": "", "carried": False}
    return SimpleNamespace(**(empty | {"name": "ready", "asked": SimpleNamespace(**asked)} | more))


def test_the_emergency_line_says_all_that_it_must(component: Component) -> None:
    made = component("urgent", "01632 960 123")
    assert words(made) == (
        "If a young person is in danger now, ring 999. Anything else that cannot wait: 01632 960 123, day or night. "
        "Nobody reads this in the evening or at weekends. "
        "It does not replace telling Ofsted, the police or the social worker."
    )
    assert 'href="tel:01632960123"' in made


def test_the_emergency_line_without_a_telephone_still_names_999(component: Component) -> None:
    assert "999" in component("urgent", "")
    assert "Anything else" not in component("urgent", "")


def test_saved_and_received_share_no_word_of_their_state(component: Component) -> None:
    saved, received = component("saved", 4, 25, 13), component("received", "EH-7KQ4T2XW", "4:05pm", file="saved")
    assert words(saved) == "Saved, not sent. 4 of 25 answered, about 13 minutes left."
    assert words(received) == "Received. Reference EH-7KQ4T2XW, 4:05pm."
    assert "eh-saved--received" in received
    assert "eh-saved--received" not in saved


def test_one_minute_is_not_minutes(component: Component) -> None:
    assert "about 1 minute left" in words(component("saved", 24, 25, 1))


def test_progress_says_in_words_what_the_bar_shows(component: Component) -> None:
    made = component("progress", "Your places", 2, 5)
    assert words(made) == "Your places · page 2 of 5"
    assert made.count("eh-steps__step--done") == made.count("eh-steps__step--now") == 1
    assert 'aria-hidden="true"' in made


def test_not_right_leads_back_to_the_box(component: Component) -> None:
    made = component("read_as", "11 of 12", "ready")
    assert words(made) == "We read that as 11 of 12. Not right?"
    assert 'href="#ready"' in made


def test_a_candidate_is_a_button_that_sends_itself(component: Component) -> None:
    made = component("candidates", "ready.yes", [SimpleNamespace(posted="2", words="2 of 12")])
    assert '<button class="eh-chip" name="ready.yes" value="2">2 of 12</button>' in made


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("remark", (HOSTILE, HOSTILE, HOSTILE)),
        ("last_time", (HOSTILE,)),
        ("read_as", (HOSTILE, HOSTILE)),
        ("figure", (HOSTILE, HOSTILE, HOSTILE)),
        ("empty", (HOSTILE, HOSTILE)),
        ("timeline", ([{"title": HOSTILE, "text": HOSTILE, "when": HOSTILE, "by": HOSTILE}],)),
        ("messages", ([{"text": HOSTILE, "by": HOSTILE, "when": HOSTILE}],)),
        ("kept", ([("a", HOSTILE), (HOSTILE, "b")], HOSTILE)),
        ("candidates", (HOSTILE, [{"posted": HOSTILE, "words": HOSTILE}])),
        ("input", (HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
        ("textarea", (HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
        ("table", ([HOSTILE], [[HOSTILE]], HOSTILE)),
        ("tag", (HOSTILE,)),
    ],
)
def test_what_people_write_is_never_html(name: str, arguments: tuple[Any, ...], component: Component) -> None:
    made = component(name, *arguments)
    assert "<script" not in made
    assert not html5lib.parseFragment(made, namespaceHTMLElements=False).findall(".//script")


def test_a_figure_question_has_a_box_last_time_and_a_way_out(component: Component) -> None:
    lacks = {"words": "We don’t have this figure", "why": "Why not? A few words", "when": "When will you have it?"}
    made = component("question", field("number", raw="all but one", last="12"), "30 June", read="11 of 12", lacks=lacks)
    assert "How many?" in words(made)
    assert "We read that as 11 of 12." in words(made)
    assert "Last time, 30 June: 12." in words(made)
    assert 'name="ready.why"' in made
    assert 'name="ready.when"' in made
    assert "<details" in made
    assert " open>" not in made


def test_what_was_typed_stays_in_a_box_with_an_error(component: Component) -> None:
    wrong = field("number", raw="2 or 3", errors=["Enter one number"], candidates=[{"posted": "2", "words": "2"}])
    made = component("question", wrong, read="2")
    assert 'value="2 or 3"' in made
    assert 'aria-describedby="ready-error"' in made
    assert 'name="ready.yes"' in made
    assert "We read that as" not in made


def test_a_figure_that_is_not_there_is_open_with_its_reason(component: Component) -> None:
    lacks = {"words": "We don’t have this figure", "why": "Why not?", "when": "When?"}
    made = component("question", field("number", dont_have=True, why="the log is away", when="3 March"), lacks=lacks)
    assert " open>" in made
    assert 'value="the log is away"' in made
    assert 'value="3 March"' in made


def test_a_no_asks_what_goes_with_it(component: Component) -> None:
    options = (option("yes", "Yes"), option("no", "No", text=True))
    said = field("yes_no", options=options, if_no="Which one?", picked=("no",), option_words={"no": "the new flat"})
    made = component("question", said)
    assert 'name="ready.no.text" type="text" value="the new flat"' in made
    assert "Which one?" in words(made)
    assert made.count(" checked") == 1


def test_an_option_that_stands_alone_unticks_the_others(component: Component) -> None:
    options = (option("home", "Home"), option("none", "Nobody", only=True))
    assert 'data-behaviour="exclusive"' in component("question", field("choices", options=options))


def test_a_confirmed_fact_says_where_it_comes_from(component: Component) -> None:
    source = "as you told us on 17 July 2026"
    said = words(component("question", field("date", raw="14 August 2026", carried=True, source=source), "30 June"))
    assert "This is as you told us on 17 July 2026. If nothing has changed, just go on." in said


def test_what_another_council_was_told_is_taken_over_by_its_own_button(component: Component) -> None:
    offer = SimpleNamespace(words="You told Westmoor 14 on 3 October 2026.", posted="14", press="Use it here, too")
    made = component("question", field("number", offers=(offer,), question=SimpleNamespace(name="Complaints")))
    assert 'name="ready.use" value="14"' in made
    assert "You told Westmoor 14 on 3 October 2026. Use it here, too: Complaints" in words(made)


def test_long_answers_count_words(component: Component) -> None:
    made = component("question", field("text", asked={"max_words": 150}, raw="Two lines\nof words"))
    assert 'data-maxwords="150"' in made
    assert ">Two lines\nof words</textarea>" in made


def test_a_first_empty_line_survives_the_round(component: Component) -> None:
    """HTML drops a line break right after <textarea>; so one is added."""
    for name in ("textarea", "kept"):
        made = component("kept", [("a", "\nwords")], "/x") if name == "kept" else component(name, "a", "A", "\nwords")
        boxes = html5lib.parseFragment(made, namespaceHTMLElements=False).findall(".//textarea")
        assert [box.text for box in boxes] == ["\nwords"]


def test_what_is_kept_comes_back_under_its_own_names(component: Component) -> None:
    typed = [("version", "4"), ("places_ready", "all but one"), ("own", "long " * 20, "In your own words")]
    made = component("kept", typed, "/returns/1/places")
    tree = html5lib.parseFragment(made, namespaceHTMLElements=False)
    fields = [e for e in tree.iter() if e.tag in ("input", "textarea")]
    sent = {e.get("name"): e.text if e.tag == "textarea" else e.get("value") for e in fields}
    assert sent == {"csrf_token": "token", "version": "4", "places_ready": "all but one", "own": "long " * 20}
    assert {e.get("name"): e.get("type") for e in fields}["version"] == "hidden"
    assert [words(str(label.text)) for label in tree.iter("label")] == ["Places ready", "In your own words"]
    assert [e.get("readonly") is not None for e in fields] == [False, False, True, True]
