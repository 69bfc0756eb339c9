"""`evenhand question-sets`: every set of questions that there is, and what it asks of whom."""

import json
from typing import Any

import click

from forms import library
from forms.question_set import QuestionSet


@click.command("question-sets")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def question_sets(as_json: bool) -> None:
    """List every question set: version, nation, and boxes and minutes by tier in an ordinary period."""
    sets = [_told(found) for found in library.all()]
    if as_json:
        click.echo(json.dumps(sets, ensure_ascii=False, indent=2))
        return
    for told in sets:
        click.echo(f"{told['key']} {told['version']} ({told['nation']}, each {told['rhythm'].replace('_', '-')})")
        click.echo(f"  {told['title']}")
        for tier, boxes in told["boxes"].items():
            click.echo(f"  {tier:9}{boxes:3} boxes, about {told['minutes'][tier]} minutes")


def _told(question_set: QuestionSet) -> dict[str, Any]:
    """As JSON. Boxes and minutes are those of an ordinary period; `at_most` are the budgets that the set keeps to."""
    journeys = {tier: ordinary.journey() for tier, ordinary in library.ordinary(question_set).items()}
    return {
        "key": question_set.key,
        "version": question_set.version,
        "title": question_set.title,
        "nation": question_set.nation,
        "rhythm": question_set.rhythm,
        "minutes": {tier: journey.minutes() for tier, journey in journeys.items()},
        "boxes": {tier: journey.counts()[1] for tier, journey in journeys.items()},
        "at_most": {"minutes": question_set.minutes.model_dump(), "boxes": question_set.boxes.model_dump()},
    }
