"""`evenhand demo`: a store with an invented council, its providers and their returns; then portal and worker."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click

from models.authority import Authority
from portal.commands.init import prepare
from portal.commands.opening import opened, settings_or_stop
from portal.settings import Settings

ACCOUNTS = "accounts.json"


@click.command()
@click.option("--port", type=int, default=8000, show_default=True, help="Port of the portal.")
@click.option("--site-port", type=int, default=8001, expose_value=False, help="Port of the public site, to come.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the demonstration.")
@click.option("--no-serve", is_flag=True, help="Make the store and stop.")
def demo(port: int, data: Path | None, no_serve: bool) -> None:
    """Make a demonstration (kept if there is one) and serve it with its worker."""
    settings = settings_or_stop(
        data=data, port=port, address=f"http://127.0.0.1:{port}", mail="folder", second_factor_roles=(),
    )  # fmt: skip
    prepare(settings)
    opened(settings)
    if not Authority.select().exists():
        _tell(settings)
    if not (settings.data / ACCOUNTS).exists():
        raise click.ClickException(
            f"The store of {settings.data} is not a whole demonstration. Choose another folder (--data), "
            "or remove this one if nobody needs what is in it."
        )
    _say(settings)
    if not no_serve:
        _serve(settings)


def _tell(settings: Settings) -> None:
    from flask_security import hash_password

    from portal.app import create_app
    from portal.clock import now
    from portal.demo.story import Story, write_accounts

    app = create_app(settings)
    with app.app_context():
        story = Story(settings, now(), hash_password)
        with click.progressbar(story.tell(), length=6, label="Making the demonstration", width=0) as steps:
            for _ in steps:
                pass
    write_accounts(settings.data, story.accounts)


def _say(settings: Settings) -> None:
    accounts = json.loads((settings.data / ACCOUNTS).read_text(encoding="utf-8"))
    click.echo(f"\nThe portal:      {settings.address}")
    click.echo(f"Outgoing mail:   {settings.mail_folder.resolve()}\n")
    for account in accounts:
        click.echo(f"  {account['role']:16} {account['email']:28} {account['password']}")
    click.echo("")


def _serve(settings: Settings) -> None:
    environ = {
        **os.environ,
        "EVENHAND_DATA": str(settings.data.resolve()),
        "EVENHAND_ADDRESS": settings.address,
        "EVENHAND_SECOND_FACTOR_ROLES": "",
        "EVENHAND_MAIL": "folder",
    }
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the worker is stopped, too
    worker = subprocess.Popen([sys.executable, "-m", "portal.commands", "worker"], env=environ)
    try:
        from portal.app import create_app
        from portal.serving import server

        server(create_app(settings), settings.host, settings.port, settings.threads).run()
    finally:
        worker.terminate()
        worker.wait(timeout=10)
