"""Makes the store and serves it. usage: python -m bench.django_form FOLDER THREADS"""

import json
import logging
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from waitress import create_server

RETURNS = 8


def main(folder: str, threads: str) -> None:
    os.environ["DJANGO_STORE"] = str(Path(folder) / "django.sqlite")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.django_form.settings"
    import django
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    told = prepared()
    made = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=int(threads))
    print(json.dumps({"port": int(made.effective_port), **told}), flush=True)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # eight connections wait for eight threads: no news
    made.run()


def prepared() -> dict[str, Any]:
    """One person, their provider, and returns with the answers of the page; addresses and cookie."""
    from django.contrib.auth.models import User
    from django.test import Client

    from bench.django_form.forms import QUESTIONS
    from bench.django_form.models import Answer, Authority, Provider, Return

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


if __name__ == "__main__":
    main(*sys.argv[1:])
