"""Asking for a quarter that is not somebody’s turn: who is left out is said, and a reason is taken."""

from models.out_of_turn import OutOfTurn
from portal.returns.work import risks
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url

Q1, WHY = "2026-27-Q1", "Two young people moved in at once."


def test_the_page_says_who_was_left_out_and_takes_the_reason(client: HouseClient, life: Life) -> None:
    cast = life.cast
    risks.put(cast.fairshire, cast.harbour, "low", "A quiet year.", by=cast.dana.id, now=life.now, seen=0)
    dana = client.as_(cast.dana)
    typed = {"providers": str(cast.harbour.public_id), "period_key": Q1, "why": "To know."}
    page = dana.submit(dana.get("/desk/returns/new"), typed)
    assert "Not asked, because they are asked less often: Harbour Young People." in page.text
    dana.submit(dana.get("/desk/returns/new"), typed | {"turn_why": WHY})
    [asked] = OutOfTurn.select()
    assert WHY in client.as_(cast.alice).get(url(asked.return_)).main
