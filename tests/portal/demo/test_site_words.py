"""The demonstration’s site says where its real rows come from; a council’s own site does not."""

from pathlib import Path

from portal.demo.site_words import ROOT, write_site_words

SAID = "taken from their award notices on Contracts Finder"


def test_the_words_are_those_of_the_checkout_and_the_attribution(tmp_path: Path) -> None:
    folder = write_site_words(tmp_path)
    for file in (ROOT / "site").rglob("*.md"):
        assert (
            (folder / file.relative_to(ROOT / "site")).read_text("utf-8").startswith(file.read_text("utf-8").rstrip())
        )
    assert SAID in (folder / "content" / "about" / "attribution.md").read_text("utf-8")
    assert SAID not in (ROOT / "site" / "content" / "about" / "attribution.md").read_text("utf-8")


def test_making_it_again_says_it_once(tmp_path: Path) -> None:
    write_site_words(tmp_path)
    folder = write_site_words(tmp_path)
    assert (folder / "content" / "about" / "attribution.md").read_text("utf-8").count(SAID) == 1
