"""What stands in the Django store: one person, their provider, and returns with the answers of the page."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from bench.django_form.forms import QUESTIONS
from bench.django_form.models import Answer, Authority, Provider, Return

RETURNS = 8


def prepared() -> dict[str, Any]:
    """Writes it; the addresses of the pages, and the cookie of the person."""
    person = User.objects.create(username="alice", first_name="Alice", last_name="Marsh")
    council = Authority.objects.create(name="Fairshire County Council", duty_phone="01632 960 123")
    provider = Provider.objects.create(legal_name="Harbour Young People")
    provider.people.add(person)
    paths = []
    for number in range(RETURNS):
        title = f"Return {number}"
        ret = Return.objects.create(authority=council, provider=provider, title=title, due_on=date(2026, 10, 23))
        for key in QUESTIONS:
            Answer.objects.create(of=ret, key=key, status="given", value=1, by=person, at=datetime(2026, 10, 1))
        paths.append(f"/returns/{ret.pk}/serious_events")
    client = Client()
    client.force_login(person)
    client.get(paths[0], headers={"host": "localhost"})
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    return {"paths": paths, "cookie": cookie, "token": "csrfmiddlewaretoken"}
