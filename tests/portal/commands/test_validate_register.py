"""`evenhand validate-register`: what it prints, and how it exits."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from portal.commands import evenhand
from tests.portal.register.validation.test_validating import RIGHT, file_of


def validated(tmp_path: Path, content: bytes, *options: str) -> Result:
    file = tmp_path / "register.csv"
    file.write_bytes(content)
    return CliRunner().invoke(evenhand, ["validate-register", str(file), *options])


def test_a_right_file_exits_with_nought_and_a_wrong_one_with_one(tmp_path: Path) -> None:
    assert validated(tmp_path, file_of(RIGHT)).exit_code == 0
    done = validated(tmp_path, file_of(RIGHT, RIGHT | {"StartDate": "soon"}))
    assert done.exit_code == 1
    assert "error: row 3, StartDate: not a date as DD/MM/YYYY (“soon”)" in done.stdout.splitlines()
    assert "The guidance and the machine schema disagree:" in done.stdout


def test_json_has_exactly_the_keys_that_the_readme_promises(tmp_path: Path) -> None:
    done = validated(tmp_path, file_of(RIGHT | {"ContractValue": "£5"}), "--json", "--profile", "schema")
    assert done.exit_code == 1
    said = json.loads(done.stdout)
    assert list(said) == ["profile", "family", "rows", "errors", "warnings", "notes", "differences", "findings"]
    finding = next(one for one in said["findings"] if one["level"] == "error")
    assert list(finding) == ["row", "column", "value", "problem", "level", "profiles"]
    assert (finding["row"], finding["column"], finding["value"]) == (2, "ContractValue", "£5")


def test_what_is_no_register_is_refused_in_words(tmp_path: Path) -> None:
    done = validated(tmp_path, b"%PDF-1.7")
    assert (done.exit_code, "This is a PDF" in done.output) == (1, True)
    done = validated(tmp_path, b"a,b\n1,2\n", "--json")
    assert done.exit_code == 1
    assert list(json.loads(done.stdout)) == ["bad_file"]
