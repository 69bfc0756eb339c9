"""`evenhand serve-site`: the published site, on waitress."""

import sys
from pathlib import Path
from typing import Any

import click

from portal.commands.opening import settings_or_stop


@click.command("serve-site")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port to listen on.")
@click.option(
    "--folder", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="What `publish --output` wrote; the published site of the data folder without it.",
)  # fmt: skip
def serve_site(host: str, port: int, folder: Path | None) -> None:
    """Serve the published site. Any other web server can do it; this one answers 410 for what was removed."""
    from waitress import server as waitress

    from portal.publishing.serving import PublishedSite

    settings = settings_or_stop()
    app = PublishedSite(folder or settings.public_folder)
    server: Any = waitress.create_server(app, host=host, port=port, threads=settings.threads, ident=None)
    click.echo(f"The public site listens on http://{server.effective_host}:{server.effective_port}")
    sys.stdout.flush()
    server.run()
