"""Packages, lock file and the two commands that set everything up."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.fixtures.tree import ROOT, text

PROJECT = tomllib.loads(text("pyproject.toml"))


def locked() -> set[str]:
    return {canonicalize_name(n) for n in re.findall(r"^([A-Za-z0-9._-]+)==", text("requirements.lock"), re.MULTILINE)}


def test_the_lock_file_holds_everything_that_is_declared() -> None:
    declared = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
    assert {canonicalize_name(Requirement(line).name) for line in declared} <= locked()


def test_every_locked_package_has_a_hash() -> None:
    entries = re.split(r"^(?=[A-Za-z0-9._-]+==)", text("requirements.lock"), flags=re.MULTILINE)[1:]
    assert entries
    assert not [entry.partition("\n")[0] for entry in entries if "--hash=sha256:" not in entry]


def test_the_packages_are_listed_and_never_uploaded() -> None:
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["portal", "models", "forms"]
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]


def test_starting_over_leaves_a_folder_alone_that_is_no_demonstration(tmp_path: Path) -> None:
    kept = tmp_path / "evenhand.sqlite"
    kept.write_text("somebody’s returns")
    command = ["make", "-o", "setup", "demo-fresh", f"DATA={tmp_path}"]
    made = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert made.returncode != 0
    assert "holds no demonstration" in made.stdout
    assert kept.exists()


def test_nothing_is_installed_on_somebodys_own_machine() -> None:
    """Without CI set, the tests say what is missing and which command installs it."""
    away = {"PATH": "/nowhere", "HOME": os.environ.get("HOME", "/")}
    done = subprocess.run(["/bin/bash", ROOT / ".ci" / "install"], env=away, check=False, capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"")
