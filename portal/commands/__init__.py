"""The command line, `evenhand`. Exit status: 0, 1 (the input was bad: said where), 2 (wrong usage)."""

import click

from portal.commands.check import check
from portal.commands.close_quarter import close_quarter
from portal.commands.demo import demo
from portal.commands.import_ofsted import import_ofsted
from portal.commands.import_providers import import_providers
from portal.commands.import_register import import_register
from portal.commands.import_spend import import_spend
from portal.commands.init import init
from portal.commands.publish import publish
from portal.commands.question_sets import question_sets
from portal.commands.read import read
from portal.commands.remind import remind
from portal.commands.serve import serve
from portal.commands.serve_site import serve_site
from portal.commands.settings import settings
from portal.commands.take_down import take_down
from portal.commands.validate_register import validate_register
from portal.commands.worker import worker


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="evenhand")
def evenhand() -> None:
    """Evenhand: where a council and the providers of its children’s services deal with each other."""


for command in (
    init, demo, serve, serve_site, worker, remind, settings, check, import_register, import_spend, validate_register,
    import_providers, close_quarter, take_down, publish,
    import_ofsted, question_sets, read,
):  # fmt: skip
    evenhand.add_command(command)
