"""`evenhand serve-site`: the published site over HTTP, beside the portal or without it."""

import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from waitress import server as waitress

from portal.publishing.serving import PublishedSite
from tests.fixtures.forked import Forked
from tests.fixtures.tree import ROOT
from tests.portal.commands.conftest import Run, plain


@contextmanager
def served(folder: Path, data: Path) -> Iterator[str]:
    """The address at which a process of its own serves a folder."""
    words = ["serve-site", "--port", "0", "--folder", str(folder)]
    process = Forked(
        [sys.executable, "-m", "portal.commands", *words],
        cwd=ROOT, env=plain(os.environ, data), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        said = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert said
        yield said[0]
    finally:
        process.terminate()
        process.communicate(timeout=60)


def test_a_folder_that_was_published_is_served(tmp_path: Path, data: Path) -> None:
    folder = tmp_path / "out"
    gone = folder / "contracts" / "fairshire" / "x"
    gone.mkdir(parents=True)
    (folder / "index.html").write_text("<h1>Home</h1>")
    (gone / "index.html").write_text("<h1>Removed for a legal reason</h1>")
    (folder / "gone.txt").write_text("/contracts/fairshire/x/ 2027-05-04\n")
    with served(folder, data) as address:
        with urllib.request.urlopen(f"{address}/") as home:
            assert home.read() == b"<h1>Home</h1>"
        with pytest.raises(urllib.error.HTTPError) as removed:
            urllib.request.urlopen(f"{address}/contracts/fairshire/x/")
        assert removed.value.code == 410
        assert removed.value.read() == b"<h1>Removed for a legal reason</h1>"


def test_without_a_folder_it_is_the_published_site_of_the_installation(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[PublishedSite] = []

    class Server:
        effective_host, effective_port = "127.0.0.1", 8001

        def run(self) -> None:
            """It would serve now."""

    monkeypatch.setattr(waitress, "create_server", lambda app, **_: asked.append(app) or Server())
    said = run("serve-site").output
    assert "http://127.0.0.1:8001" in said
    assert asked[0].folder == data / "public"


def test_a_folder_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    refused = run("serve-site", "--folder", str(tmp_path / "nowhere"))
    assert refused.exit_code == 2
