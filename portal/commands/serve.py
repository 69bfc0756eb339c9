"""`evenhand serve`: the portal, on waitress."""

import click

from portal.commands.opening import opened, settings_or_stop, up_to_date
from portal.serving import server


@click.command()
@click.option("--host", help="Address to listen on (setting EVENHAND_HOST).")
@click.option("--port", type=int, help="Port to listen on (setting EVENHAND_PORT).")
def serve(host: str | None, port: int | None) -> None:
    """Serve the portal. Refuses a store whose schema is older than the code."""
    settings = opened(settings_or_stop(host=host, port=port))
    up_to_date()
    from portal.app import create_app

    click.echo(f"Evenhand listens on http://{settings.host}:{settings.port}")
    server(create_app(settings), settings.host, settings.port, settings.threads).run()
