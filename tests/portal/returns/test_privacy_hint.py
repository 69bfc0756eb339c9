"""Words that look as if they told who somebody is: the page warns, and keeps them."""

from models.answer import Answer
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url


def test_a_name_in_an_answer_is_saved_and_said_once_beside_the_box(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    alice = client.as_(life.cast.alice)
    life.type(ret, "places_ready", {"places_ready": "12"})
    page = alice.submit(alice.get(url(ret, "own_words")), {"went_well": "Kayleigh passed her driving test"})
    assert page.url == url(ret, "own_words")
    assert "This looks like a name: “Kayleigh”." in page.main
    assert "Your answers are saved" in page.main
    assert "Kayleigh passed her driving test" in Answer.get(Answer.key == "went_well").value
    assert alice.submit(page, {}).url != url(ret, "own_words")
