"""`evenhand demo`: a store with an invented council, its providers, their returns and its register, and real councils’
awards; then the portal, its worker and the public site."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from models.authority import Authority
from portal.commands.init import prepare
from portal.commands.opening import opened, settings_or_stop
from portal.settings import Settings

ACCOUNTS = "accounts.json"
COUNCIL = "Fairshire County Council"
REGION = "Lancashire contracts registers"


@click.command()
@click.option("--port", type=int, default=8000, show_default=True, help="Port of the portal.")
@click.option("--site-port", type=int, default=8001, show_default=True, help="Port of the public site.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the demonstration.")
@click.option("--region", is_flag=True, help="Real councils of one region beside each other; nothing of providers.")
@click.option("--no-serve", is_flag=True, help="Make the store, publish the site, and stop.")
def demo(port: int, site_port: int, data: Path | None, region: bool, no_serve: bool) -> None:
    """Make a demonstration (kept if there is one) and serve it with its worker and the public site."""
    settings = settings_or_stop(
        data=data, port=port, address=f"http://127.0.0.1:{port}", site_url=f"http://127.0.0.1:{site_port}",
        council=REGION if region else COUNCIL, mail="folder", second_factor_roles=(),
    )  # fmt: skip
    prepare(settings)
    opened(settings)
    if not Authority.select().exists():
        _tell(settings, region)
    elif region is not Authority.select().where(Authority.slug == "ribble-valley").exists():
        raise click.ClickException(f"{settings.data} holds the other demonstration. Choose another folder (--data).")
    if not (settings.data / ACCOUNTS).exists():
        raise click.ClickException(
            f"The store of {settings.data} is not a whole demonstration. Choose another folder (--data), "
            "or remove this one if nobody needs what is in it."
        )
    _publish(settings)
    _say(settings)
    if not no_serve:
        _serve(settings, site_port)


def _tell(settings: Settings, region: bool) -> None:
    from flask_security import hash_password

    from portal.app import create_app
    from portal.clock import now
    from portal.demo import region as regional
    from portal.demo import whole
    from portal.demo.story import Story, write_accounts

    app = create_app(settings)
    with app.app_context():
        story = Story(settings, now(), hash_password)
        lines, count = (regional.tell(story), regional.STEPS) if region else (whole.tell(story), whole.STEPS)
        with click.progressbar(lines, length=count, label="Making the demonstration", width=0) as told:
            for _ in told:
                pass
    write_accounts(settings.data, story.accounts)


def _say(settings: Settings) -> None:
    accounts = json.loads((settings.data / ACCOUNTS).read_text(encoding="utf-8"))
    click.echo(f"\nThe portal:      {settings.address}")
    click.echo(f"The public site: {settings.site_url}")
    click.echo(f"Outgoing mail:   {settings.mail_folder.resolve()}\n")
    for account in accounts:
        click.echo(f"  {account['role']:16} {account['email']:28} {account['password']}")
    click.echo("")


def _publish(settings: Settings) -> None:
    """In a process of its own: the portal’s has no use for what publishing loads. Where nothing was released since it
    was published last, nothing is written."""
    from portal.demo.site_words import write_site_words

    write_site_words(settings.data)
    done = subprocess.run(_command("publish"), env=_environ(settings), check=False)  # noqa: S603  our own command
    if done.returncode:
        raise click.ClickException("The public site could not be published.")


def _serve(settings: Settings, site_port: int) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the others are stopped, too
    with _beside("worker", settings=settings), _beside("serve-site", f"--port={site_port}", settings=settings):
        from portal.app import create_app
        from portal.serving import server

        server(create_app(settings), settings.host, settings.port, settings.threads).run()


@contextmanager
def _beside(*words: str, settings: Settings) -> Iterator[None]:
    """Another command in a process of its own, for as long as the portal is served."""
    process = subprocess.Popen(_command(*words), env=_environ(settings))  # noqa: S603  our own command
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "portal.commands", *words]


def _environ(settings: Settings) -> Mapping[str, str]:
    return {
        **os.environ,
        "EVENHAND_DATA": str(settings.data.resolve()),
        "EVENHAND_ADDRESS": settings.address,
        "EVENHAND_SITE_URL": settings.site_url,
        "EVENHAND_COUNCIL": settings.council,
        "EVENHAND_SECOND_FACTOR_ROLES": "",
        "EVENHAND_MAIL": "folder",
        "EVENHAND_SITE_WORDS": str((settings.data / "site-words").resolve()),
    }
