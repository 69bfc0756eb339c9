"""`/ideas/new` and the officers’ list."""

from typing import Any

from models.idea import Idea

IDEA = {"words": "A club on Sundays,\nin the east."}


def send(client: Any, **typed: str) -> Any:
    return client.submit(client.get("/ideas/new"), {**IDEA, **typed})


def test_somebody_without_account_or_name_sends_an_idea(client: Any, cast: Any) -> None:
    page = send(client)
    assert page.url == "/ideas/received"
    assert page.h1 == "We have your idea"
    idea = Idea.get()
    assert (idea.words, idea.name, idea.email) == ("A club on Sundays,\nin the east.", "", "")


def test_the_address_says_which_statement_it_comes_from(client: Any, cast: Any) -> None:
    page = client.get(f"/ideas/new?about={cast.service.key}")
    assert page.tree.xpath("//option[@selected]/@value") == [f"fairshire/{cast.service.key}"]
    page = client.get("/ideas/new?about=westmoor/")
    assert page.tree.xpath("//option[@selected]/@value") == ["westmoor/"]
    assert client.get("/ideas/new?about=nonsense").status == 200


def test_an_empty_box_and_a_wrong_address_are_said_and_nothing_is_lost(client: Any, cast: Any) -> None:
    page = send(client, words="  ", email="nobody", name="Ro")
    assert page.title.startswith("Error: ")
    assert "Enter your idea" in page.main
    assert page.tree.xpath("//input[@name='name']/@value") == ["Ro"]
    assert "Enter an e-mail address" in page.main or "e-mail" in page.main
    assert Idea.select().count() == 0


def test_a_subject_that_is_not_on_the_list_is_refused(client: Any, cast: Any) -> None:
    page = client.post("/ideas/new", {**IDEA, "about": "elsewhere/none"})
    assert "Select what your idea is about" in page.main
    assert Idea.select().count() == 0


def test_more_than_four_thousand_characters_are_too_many(client: Any, cast: Any) -> None:
    assert "Shorten your idea to 4,000 characters" in send(client, words="x" * 4001).main


def test_ten_ideas_an_hour_from_one_address_are_enough(client: Any, cast: Any) -> None:
    token = client.csrf_token()
    sent = {**IDEA, "about": "fairshire/", "csrf_token": token}
    codes = [client.browser.post("/ideas/new", data=sent).status_code for _ in range(11)]
    assert codes == [302] * 10 + [429]


def test_without_a_token_nothing_is_kept(client: Any, cast: Any) -> None:
    client.browser.post("/ideas/new", data={**IDEA, "about": "fairshire/"})
    assert Idea.select().count() == 0


def test_an_officer_reads_it_and_takes_it_out(client: Any, cast: Any) -> None:
    send(client, name="Ro", email="ro@sunday.example")
    dana = client.as_(cast.dana)
    page = dana.get("/desk/ideas/")
    assert "A club on Sundays" in page.main
    assert "ro@sunday.example" in page.main
    idea = Idea.get()
    page = dana.submit(dana.get(f"/desk/ideas/{idea.public_id}/take-out"))
    assert "The words are taken out" in page.main
    assert "Sundays" not in page.main
    assert "ro@sunday.example" not in page.main
    page = dana.post(f"/desk/ideas/{idea.public_id}/take-out")
    assert "taken it out before" in page.main


def test_what_looks_like_markup_is_text(client: Any, cast: Any) -> None:
    send(client, words="<script>alert(1)</script>")
    page = client.as_(cast.dana).get("/desk/ideas/")
    assert not page.tree.xpath("//main//script")
    assert "<script>alert(1)</script>" in page.main


def test_an_empty_list_says_where_ideas_come_from(client: Any, cast: Any) -> None:
    assert "No ideas yet" in client.as_(cast.dana).get("/desk/ideas/").main


def test_where_nobody_reads_ideas_there_is_no_form(client: Any) -> None:
    client.get("/ideas/new", status=404)
