"""What holds for every journey, whatever was answered and in whatever order."""

from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from forms import library, submission
from forms.answers import Given
from forms.journey import Journey

SET = library.latest("supported-accommodation-quarterly")

FILES = st.sampled_from([("0" * 64,), ("0" * 64, "1" * 64)])  # digests
unhurried = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def value_of(question):
    match question.kind:
        case "choice":
            return st.sampled_from([option.key for option in question.options])
        case "choices":
            keys = [option.key for option in question.options]
            return st.sets(st.sampled_from(keys), min_size=1).map(lambda some: tuple(sorted(some, key=keys.index)))
        case "yes_no":
            return st.sampled_from(["yes", "no"])
        case "date":
            return st.dates(date(2024, 1, 1), date(2026, 10, 5))
        case "text":
            return st.sampled_from(["Nothing", "Hosts now knock and wait."])
        case _:
            return FILES if question.kind == "file" else st.integers(0, 20)


def answer_to(question):
    missing = st.builds(Given, st.just("not_available"), reason=st.sampled_from(["", "No log"]))
    return st.one_of(value_of(question).map(lambda value: Given(value=value)), missing)


answers = st.fixed_dictionaries({}, optional={key: answer_to(question) for key, question in SET.questions.items()})
providers = st.sampled_from(["small", "middle", "large"])


def payload(journey):
    return submission.canonical(
        question_set=SET, authority="a", provider="p", service="s", home=None, period="2026-27-Q2",
        answers=journey.submitted(), key=b"k",
    )  # fmt: skip


def journey_of(request, provider, found):
    return Journey(SET, request.getfixturevalue(provider).situation, found)


@unhurried
@for_all(provider=providers, found=answers, random=st.randoms(use_true_random=False))
def test_the_order_of_answering_changes_no_byte(request, provider, found, random):
    order = list(found)
    random.shuffle(order)
    journey = journey_of(request, provider, {})
    for key in order:
        journey = journey.with_answers({key: found[key]})
        journey.sections()
    assert payload(journey) == payload(journey_of(request, provider, found))


@unhurried
@for_all(provider=providers, found=answers)
def test_only_what_is_visible_and_answered_is_sent(request, provider, found):
    journey = journey_of(request, provider, found)
    sent = journey.submitted()
    visible = {q.key for p in SET.pages for q in journey.visible_questions(p)}
    assert sent.keys() <= visible
    assert sent == {key: found[key] for key in sent}
    assert all(found[key].counts for key in sent)


@unhurried
@for_all(provider=providers, found=answers, key=st.sampled_from(sorted(SET.questions)), data=st.data())
def test_what_is_hidden_comes_back_as_it_was(request, provider, found, key, data):
    before = journey_of(request, provider, found)
    other = before.with_answers({key: data.draw(answer_to(SET.questions[key]))})
    restored = {k: v for k, v in {**other.answers, key: found.get(key)}.items() if v is not None}
    assert payload(journey_of(request, provider, restored)) == payload(before)


@unhurried
@for_all(provider=providers, found=answers)
def test_saying_why_a_figure_is_missing_only_ever_takes_away_what_blocks_at_its_box(request, provider, found):
    journey = journey_of(request, provider, found)
    for problem in journey.missing()[:5]:
        after = journey.with_answers({problem.key: Given("not_available", reason="No log")})
        left, before = ({(p.key, p.level) for p in j.problems()} for j in (after, journey))
        assert left <= before - {(problem.key, "missing")}


@unhurried
@for_all(provider=providers, found=answers)
def test_explaining_never_adds_a_problem_and_never_takes_a_block_away(request, provider, found):
    journey = journey_of(request, provider, found)
    asked = [problem for problem in journey.problems() if problem.level == "ask"]
    words = {f"check:{problem.key}": Given("explained", value="Yes, it is") for problem in asked}
    after = journey.with_answers(words)
    assert [(p.key, p.level, p.say) for p in after.problems()] == [(p.key, p.level, p.say) for p in journey.problems()]
    assert all(problem.explained for problem in after.problems() if problem.level == "ask")


@unhurried
@for_all(provider=providers, found=answers)
def test_the_way_visits_every_page_that_may_be_visited_once(request, provider, found):
    journey = journey_of(request, provider, found)
    page, walked = SET.pages[0], []
    while page is not None:
        walked.append(page)
        page = journey.after(page)
    assert walked == [page for page in SET.pages if journey.may_visit(page) or page == SET.pages[0]]
    assert (journey.first_open() is None) == (not journey.blocking())
    answered, boxes = journey.counts()
    assert 0 <= answered <= boxes
    assert journey.estimate() <= journey.minutes()


@unhurried
@for_all(provider=providers, found=answers)
def test_every_problem_stands_at_a_box_that_can_be_seen_and_has_words(request, provider, found):
    journey = journey_of(request, provider, found)
    problems = journey.problems()
    assert len({problem.key for problem in problems}) == len(problems)
    for problem in problems:
        assert problem.say
        assert "{" not in problem.say
        assert problem.question in {q.key for q in journey.visible_questions(problem.page)}
