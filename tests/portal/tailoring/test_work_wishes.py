"""“Which question should we drop or ask better?”: collected by set and page, and marked once something was done."""

import pytest

from models.conflicts import AlreadyDone
from portal.returns.work import answering
from portal.tailoring.work import wishes
from tests.fixtures.queries import Counting
from tests.portal.life import Life

WISH = "SA13: nobody has ever told us what you do with it."


def test_what_was_sent_last_is_collected_by_set_and_page(life: Life, queries: Counting) -> None:
    here = [life.cast.fairshire.id]
    ret = life.fill(life.ask(), {"ask_better": WISH})
    assert wishes.collected(here) == []
    life.send(ret)
    other = life.fill(life.ask(life.cast.northgate), {"ask_better": "All of it."}, by=life.cast.charlie)
    life.send(other, by=life.cast.charlie)
    with queries() as seen:
        [found] = wishes.collected(here)
    assert len(seen) == 1
    assert (found.count, [(page.code, page.open) for page in found.pages]) == (2, [("SA13", 1), ("", 1)])
    wish = found.pages[0].wishes[0]
    assert (wish.words, wish.period) == (WISH, "July to September 2026")
    assert wishes.collected([life.cast.westmoor.id]) == []


def test_something_is_done_about_the_same_words_once(life: Life) -> None:
    here, dana = [life.cast.fairshire.id], life.cast.dana.id
    ret = life.fill(life.ask(), {"ask_better": WISH})
    life.send(ret)
    text = wishes.one(here, ret.public_id)
    assert text is not None
    with pytest.raises(ValueError, match="Say what you did"):
        wishes.mark(text, "", by=dana, now=life.now)
    wishes.mark(text, "Dropped from January.", by=dana, now=life.now)
    with pytest.raises(AlreadyDone):
        wishes.mark(text, "Dropped.", by=dana, now=life.now)
    assert wishes.waiting(here) == 0
    life.type(answering.fresh(ret), "own_words", {"worries": "None now."})
    life.send(answering.fresh(ret))
    [found] = wishes.collected(here)
    done = found.pages[0].wishes[0].done
    assert done is not None
    assert (done.words, done.by.name) == ("Dropped from January.", "Dana Dean")
    life.type(answering.fresh(ret), "own_words", {"ask_better": "SA09 as well."})
    life.send(answering.fresh(ret))
    assert wishes.waiting(here) == 1


def test_words_that_were_taken_out_are_collected_no_more(life: Life) -> None:
    ret = life.fill(life.ask(), {"ask_better": WISH})
    life.send(ret)
    answering.take_out(answering.fresh(ret), "ask_better", why="A name.", by=life.cast.alice.id, now=life.now)
    assert wishes.collected([life.cast.fairshire.id]) == []
