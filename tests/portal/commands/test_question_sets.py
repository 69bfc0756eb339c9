"""`evenhand question-sets`: what there is to be asked, without a store."""

import json

from click.testing import CliRunner

from forms import library
from portal.commands import evenhand


def test_every_set_is_listed_with_its_boxes_and_minutes_by_tier() -> None:
    result = CliRunner().invoke(evenhand, ["question-sets", "--json"])
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert [(one["key"], one["version"]) for one in told] == [(s.key, s.version) for s in library.all()]
    for one in told:
        assert one["title"]
        assert one["nation"] in ("England", "Wales", "Scotland", "Northern Ireland")
        for tier in ("core", "standard", "full"):
            assert 0 < one["boxes"][tier] <= one["at_most"]["boxes"][tier]
            assert 0 < one["minutes"][tier] <= one["at_most"]["minutes"][tier]
        assert one["boxes"]["core"] <= one["boxes"]["standard"] <= one["boxes"]["full"]


def test_people_get_it_in_words() -> None:
    result = CliRunner().invoke(evenhand, ["question-sets"])
    assert result.exit_code == 0
    assert "supported-accommodation-quarterly 2026-1 (England, each quarter)" in result.output
    assert "core      25 boxes, about 14 minutes" in result.output
