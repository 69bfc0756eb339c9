"""Things that only one place may do. The import contracts of pyproject.toml say the rest (`make check`)."""

import ast
import re

import pytest

from tests.fixtures.tree import PRODUCT, imports, lines_with, python, text, tree

DIALECT = {"models/store.py", "models/outbox.py"}
# Of models, what holds no table: rules about days, periods, numbers and the names of conflicts.
PURE = {"models.calendar", "models.conflicts", "models.identifiers", "models.period"}
SPEAKS_HTTP = re.compile(r"portal/(.+/)?(views|desk)(_[a-z]+)?\.py")


def test_the_dialect_is_asked_in_two_files() -> None:
    asks = [f for f in python(*PRODUCT) if re.search(r"isinstance\([^)]*(Postgres|Sqlite)", text(f))]
    assert set(asks) <= DIALECT


def test_nobody_binds_models_for_every_thread() -> None:
    """With bind_ctx private rows landed in the public file."""
    assert not list(lines_with("bind_ctx", *PRODUCT))


def test_apsw_is_reached_through_the_store_alone() -> None:
    users = [f for f in python(*PRODUCT) if any(re.match(r"(playhouse\.)?apsw", name) for name in imports(f))]
    assert users == ["models/store.py"]


def test_only_work_brings_forms_and_models_together() -> None:
    """Views, commands and the worker call `work`; the demonstration is a story told through it."""
    both = []
    for file in python("portal"):
        used = {".".join(name.split(".")[:2]) for name in imports(file)} - PURE
        told = re.search(r"/work(/|\.py)", file) or file.startswith(("portal/demo/", "portal/commands/"))
        if {"forms", "models"} <= {name.partition(".")[0] for name in used} and not told:
            both.append(file)
    assert not both


def test_only_work_sends_a_return() -> None:
    callers = [
        f"{file}:{node.lineno}"
        for file in python(*PRODUCT)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "send"
        and {"payload", "digest"} & {k.arg for k in node.keywords}
    ]
    assert len(callers) == 1, callers
    assert callers[0].startswith("portal/returns/work")


def test_now_is_given_to_work_and_never_read_there() -> None:
    given = [*python("models", "forms"), *(f for f in python("portal") if re.search(r"/work(/|\.py)", f))]
    assert not [f for f in given if {"portal.clock", "portal.clock.now"} & imports(f)]
    read_elsewhere = [*lines_with("datetime.now(", *PRODUCT), *lines_with("utcnow", *PRODUCT)]
    assert {place.partition(":")[0] for place in read_elsewhere} <= {"portal/clock.py"}


def test_views_open_no_transaction() -> None:
    views = [f for f in python("portal") if SPEAKS_HTTP.fullmatch(f)]
    assert not [f for f in views if "models.store.writing" in imports(f)]


def test_only_the_commands_migrate() -> None:
    """`serve` and the worker refuse an old schema; they never change it."""
    callers = {place.partition(":")[0] for place in lines_with("migrate()", "portal", "forms")}
    assert callers <= {"portal/commands/init.py", "portal/commands/demo.py"}


@pytest.mark.parametrize("package", ["models", "forms"])
def test_the_lower_packages_read_no_environment(package: str) -> None:
    assert not list(lines_with("os.environ", package)) + list(lines_with("getenv", package))


def test_the_environment_is_read_in_settings_alone() -> None:
    readers = {p.partition(":")[0] for p in [*lines_with("environ[", "portal"), *lines_with("os.environ", "portal")]}
    assert readers <= {"portal/settings.py", "portal/commands/demo.py", "portal/serving.py"}
