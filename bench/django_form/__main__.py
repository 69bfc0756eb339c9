"""Makes the store and serves it. usage: python -m bench.django_form FOLDER THREADS"""

import json
import logging
import os
import sys
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from waitress.server import create_server


def main(folder: str, threads: str) -> None:
    os.environ["DJANGO_STORE"] = str(Path(folder) / "django.sqlite")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.django_form.settings"
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    told = import_module("bench.django_form.prepare").prepared()  # Django’s models cannot be imported before setup()
    made = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=int(threads))
    print(json.dumps({"port": int(made.effective_port), **told}), flush=True)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # eight connections wait for eight threads: no news
    made.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
