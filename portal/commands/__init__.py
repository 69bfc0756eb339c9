"""The command line, `evenhand`. Exit status: 0, 1 (the input was bad: said where), 2 (wrong usage)."""

from importlib import import_module

import click

NAMES = (
    "check", "close-quarter", "demo", "import-ofsted", "import-providers", "import-register", "import-spend", "init",
    "publish", "question-sets", "read", "remind", "serve", "serve-site", "settings", "take-down", "validate-register",
    "worker",
)  # fmt: skip


class Commands(click.Group):
    """Each command is loaded when it is asked for: all of them take longer than most have to do."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in NAMES:
            return None
        name = cmd_name.replace("-", "_")
        found: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="evenhand")
def evenhand() -> None:
    """Evenhand: where a council and the providers of its children’s services deal with each other."""
