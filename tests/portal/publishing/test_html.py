"""Every page of the site, before a validator that is not ours (npm’s html-validate)."""

import json
import subprocess
from pathlib import Path

from models.public.record import write_record
from portal.publishing.building import build
from portal.publishing.site import Site
from portal.publishing.slots import Folder
from tests.fixtures.needs import found, missing
from tests.fixtures.tree import ROOT
from tests.portal.publishing.released_rows import Rows
from tests.portal.publishing.whole_site import fill

VALIDATOR = ROOT / "assets" / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES = {
    "extends": ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
    "rules": {
        "long-title": "off",  # a title begins with the heading, and a contract’s may be long
        "require-sri": "off",  # nothing comes from another host
    },
    "root": True,
}


def problems(folder: Path) -> list[str]:
    """What the validator says of the pages in a folder: “address, line: what (rule)”."""
    node = found("node", "nodejs")
    if not VALIDATOR.exists():
        missing("html-validate", "nodejs npm && (cd assets && npm ci)")
    rules = folder.with_name("rules.json")
    rules.write_text(json.dumps(RULES))
    told = folder.with_name("told.json")
    command = [
        node,
        str(VALIDATOR),
        "--config",
        str(rules),
        "--formatter",
        f"json={told}",
        "--max-warnings",
        "0",
        f"{folder}/**/*.html",
    ]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=folder)
    assert told.exists(), ran.stderr
    return [
        f"{Path(page['filePath']).relative_to(folder)}, line {one['line']}: {one['message']} ({one['ruleId']})"
        for page in json.loads(told.read_text())
        for one in page["messages"]
    ]


def test_the_validator_finds_nothing_on_any_page(tmp_path: Path) -> None:
    write_record(tmp_path / "record.sqlite", fill(Rows()).record())
    site = Site(
        "Fairshire", tmp_path / "record.sqlite", "https://contracts.fairshire.example", "https://portal.example"
    )
    assert not build(site, Folder(tmp_path / "out")).failures
    assert problems(tmp_path / "out") == []


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "index.html").write_text(
        "<!DOCTYPE html>\n<html><body><p><div>no</div></p><img src='a.png'></body></html>"
    )
    assert len(problems(folder)) > 2
