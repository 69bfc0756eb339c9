"""Commands as people type them, each in a data folder of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from models.store import store
from portal.commands import evenhand
from tests.fixtures.forked import Forked
from tests.fixtures.tree import ROOT

Run = Callable[..., Result]
PATIENCE = 300.0  # seconds for a command; the machine may be busy
MINE = ("EVENHAND_", "DATABASE_URL", "SECRET_KEY")


def plain(environ: Mapping[str, str], data: Path) -> dict[str, str]:
    """An environment in which only `data` is set, whatever this machine has."""
    return {k: v for k, v in environ.items() if not k.startswith(MINE)} | {"EVENHAND_DATA": str(data)}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """`run("check", EVENHAND_PORT="80")`: what came of it, in this process."""
    for name in list(os.environ):
        if name.startswith(MINE):
            monkeypatch.delenv(name)

    def act(*words: str, **environ: str) -> Result:
        result = CliRunner().invoke(evenhand, list(words), env={"EVENHAND_DATA": str(data), **environ})
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    yield act
    if store.obj is not None:
        store.close()


def evenhand_process(
    *words: str, data: Path, fresh: bool = False, **environ: str
) -> "subprocess.CompletedProcess[str]":
    """The same as a process of its own; `fresh`: which loads everything itself."""
    with (subprocess.Popen if fresh else Forked)(
        [sys.executable, "-m", "portal.commands", *words],
        cwd=ROOT,
        env=plain(os.environ, data) | environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            said, wrong = running.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            running.kill()
            raise
    return subprocess.CompletedProcess(words, running.returncode, said, wrong)
