"""What stands where."""

import ast
import re
import subprocess
import tomllib

import pytest

from tests.fixtures.tree import PRODUCT, ROOT, files, python, text, tree

# A path of somebody's machine, or a package registry's host: neither helps another reader.
NOT_OURS = re.compile(
    r"/home/[a-z]|/Users/[A-Za-z]|/root/|/wor[k]/|\b(?:files\.pythonhosted|pypi|registry\.npmjs|deb\.debian)\.org\b"
)
BINARY = (".png", ".ico", ".woff", ".woff2", ".jpg", ".gif", ".xlsx", ".xls", ".ods", ".gz")


def test_there_are_files() -> None:
    assert len(python(*PRODUCT)) > 10
    assert any(f.startswith("templates/") for f in files())


def test_site_holds_words_and_no_python() -> None:
    """The standard library has a module named site, loaded at start-up: a package of that name can't be imported."""
    assert not python("site")
    assert not (ROOT / "site" / "__init__.py").exists()


def test_git_does_not_ignore_the_folder_site() -> None:
    asked = subprocess.run(["git", "check-ignore", "-q", "site/words.md"], cwd=ROOT, check=False)
    assert asked.returncode == 1, "the usual .gitignore for Python ignores /site; ours must not"


def test_git_ignores_what_an_installation_keeps() -> None:
    for path in ("data/evenhand.sqlite", ".venv/bin/python", "portal/__pycache__/app.pyc"):
        asked = subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False)
        assert asked.returncode == 0, path


def test_tests_have_no_package_that_would_shadow_the_code() -> None:
    assert not [f for f in python("tests") if f.endswith("__init__.py")]


def test_every_folder_of_tests_is_run() -> None:
    collected = tomllib.loads(text("pyproject.toml"))["tool"]["pytest"]["ini_options"]["testpaths"]
    holding = {"/".join(f.split("/")[:2]) for f in python("tests") if f.rpartition("/")[2].startswith("test_")}
    assert set(collected) == holding


def test_test_folders_have_the_names_of_the_code() -> None:
    folders = {f.rpartition("/")[0].removeprefix("tests/") for f in python("tests")}
    for folder in folders:
        if folder.startswith(PRODUCT):
            assert (ROOT / folder).is_dir(), f"tests/{folder} has no {folder}"


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert not [f for f in files() if f.endswith(".py") and set(f.removesuffix(".py").split("/")) & drawers]


def test_every_module_says_what_it_is() -> None:
    silent = [f for f in python(*PRODUCT, "tests", "bench") if text(f).strip() and not ast.get_docstring(tree(f))]
    assert not silent


def test_test_names_are_sentences() -> None:
    short = [
        f"{file}: {node.name}"
        for file in python("tests")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and len(node.name.split("_")) < 4
    ]
    assert not short


def test_no_test_is_skipped_by_hand() -> None:
    """What is missing on a machine skips in tests/fixtures/needs.py, and there alone: in CI that fails."""
    marks = ("mark.skip", "mark.xfail", "pytest.skip", "pytest.xfail", "importorskip")
    allowed = {"tests/fixtures/needs.py", "tests/house/test_tree.py"}
    assert not [f for f in python("tests") if f not in allowed and any(mark in text(f) for mark in marks)]


@pytest.mark.parametrize("mark", ["TO" + "DO", "FIX" + "ME", "X" + "XX"])
def test_nothing_is_left_for_later(mark: str) -> None:
    assert not [f for f in python(*PRODUCT, "tests", "bench") if mark in text(f)]


def test_no_file_names_a_machine_or_a_registry() -> None:
    named = [
        f"{file}: {found[0]}"
        for file in files()
        if not file.endswith(BINARY) and file != "tests/house/test_tree.py" and (found := NOT_OURS.search(text(file)))
    ]
    assert not named
