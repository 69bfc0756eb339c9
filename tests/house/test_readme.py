"""The README is complete because a test says so: every command, setting and make target stands in it."""

import re

from click import Context

from portal.commands import NAMES, evenhand
from portal.settings import Settings, variable
from tests.fixtures.tree import text


def readme() -> str:
    return text("README.md")


def targets() -> list[str]:
    phony = re.search(r"^\.PHONY: (.+)$", text("Makefile"), re.MULTILINE)
    assert phony
    return phony[1].split()


def test_every_command_is_in_the_readme() -> None:
    assert NAMES
    assert not [name for name in NAMES if f"`evenhand {name}" not in readme()]


def test_every_command_says_what_it_does() -> None:
    nobody = Context(evenhand)
    assert not [name for name in NAMES if not (command := evenhand.get_command(nobody, name)) or not command.help]


def test_every_setting_is_in_the_readme() -> None:
    assert not [variable(name) for name in Settings.model_fields if f"`{variable(name)}`" not in readme()]


def test_every_setting_has_a_description() -> None:
    assert not [name for name, field in Settings.model_fields.items() if not field.description]


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    named = set(re.findall(r"`(EVENHAND_[A-Z_]+)", readme()))
    known = {variable(name) for name in Settings.model_fields} | {"EVENHAND_CONFIG", "EVENHAND_TEST_PG"}
    assert named <= known


def test_every_make_target_is_in_the_readme() -> None:
    assert not [target for target in targets() if f"`make {target}" not in readme()]


def test_every_folder_is_on_the_map() -> None:
    for folder in ("models/", "forms/", "portal/", "templates/", "site/", "tests/", "bench/"):
        assert folder in readme(), folder


def test_make_help_lists_every_target() -> None:
    documented = re.findall(r"^([a-z-]+):.*## \S", text("Makefile"), re.MULTILINE)
    assert sorted(documented) == sorted(targets())
