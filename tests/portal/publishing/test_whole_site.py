"""The site as a whole: its addresses, its links, its bytes."""

import gzip
import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from models.public.record import write_record
from portal.publishing.building import build
from portal.publishing.site import Site
from portal.publishing.slots import Folder
from tests.fixtures.page import parse
from tests.portal.publishing.released_rows import Rows
from tests.portal.publishing.whole_site import fill

URL = "https://contracts.fairshire.example"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, published into a plain folder."""
    base = tmp_path_factory.mktemp("site")
    write_record(base / "record.sqlite", fill(Rows()).record())
    outcome = build(
        Site("Fairshire", base / "record.sqlite", URL, "https://portal.fairshire.example"), Folder(base / "out")
    )
    assert not outcome.failures, outcome.failures
    return base / "out"


def files(folder: Path) -> dict[str, Path]:
    """Address -> file."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {f"/{name.removesuffix('index.html')}": path for name, path in found.items() if not name.startswith(".")}


def pages(folder: Path) -> dict[str, str]:
    return {url: path.read_text() for url, path in files(folder).items() if path.suffix == ".html"}


def test_the_published_addresses_are_just_these(folder: Path) -> None:
    """An address once published answers for ever: none leaves this list without a page that says where it went."""
    listed = Path(__file__).with_name("published_addresses.txt").read_text().split()
    digests = re.compile(r"/(assets|charts)/[0-9a-f]+")
    assert sorted(digests.sub(r"/\1/DIGEST", url) for url in files(folder)) == sorted(listed)


def test_every_link_leads_to_a_file_and_every_fragment_to_an_element(folder: Path) -> None:
    there, ids = set(files(folder)), {}
    for url, html in pages(folder).items():
        ids[url] = set(re.findall(r'\bid="([^"]+)"', html))
    for url, html in pages(folder).items():
        for found in re.findall(r'\b(?:href|src)="([^"]*)"', html):
            target, fragment = urldefrag(urljoin(f"{URL}{url}", found))
            path = target.removeprefix(URL).partition("?")[0]
            if not target.startswith(URL):
                continue
            assert path in there, f"{url} links to {found}"
            assert not fragment or fragment in ids[path], f"{url} links to {found}"


def test_no_page_takes_anything_from_another_host(folder: Path) -> None:
    for url, html in pages(folder).items():
        for tag in re.findall(r"<(?:script|link|img|iframe|source|form)\b[^>]*>", html):
            assert not re.search(r'\b(?:src|href|action)="(?:https?:)?//', tag) or 'rel="canonical"' in tag, (
                f"{url}: {tag}"
            )


def test_no_page_has_anything_inline_that_its_policy_forbids(folder: Path) -> None:
    for url, html in pages(folder).items():
        assert "Content-Security-Policy" in html, url
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=", html), url


def test_the_first_page_is_light_and_can_be_used_before_any_script(folder: Path) -> None:
    home = pages(folder)["/"]
    needed = list(re.findall(r'(?:href|src)="\./(assets/[^"]+)"', home))
    sizes = [len(gzip.compress(files(folder)[f"/{path}"].read_bytes())) for path in needed]
    assert len(needed) == 3
    assert sum(sizes) + len(gzip.compress(home.encode())) <= 60_000
    assert re.findall(r"<script\b[^>]*>", home) == re.findall(r'<script type="module"[^>]*>', home), (
        "scripts wait for the page"
    )
    assert 'href="./register/' in home


def test_every_page_says_what_it_is(folder: Path) -> None:
    titles: dict[str, str] = {}
    for url, html in pages(folder).items():
        tree = parse(html)
        title = "".join(tree.xpath("string(//title)").split("\n")).strip()
        heading = " ".join(tree.xpath("string(//h1)").split())
        assert heading, url
        assert " ".join(title.split()).startswith(heading[:40]), f"{url}: {title} / {heading}"
        assert title not in titles or "/by-" in url, f"{url} and {titles[title]} have one title: {title}"
        titles[title] = url


def test_nothing_that_was_removed_for_a_legal_reason_is_left(folder: Path) -> None:
    assert not [url for url, path in files(folder).items() if b"Removed later" in path.read_bytes()]
    assert "/contracts/fairshire/removed/" in (folder / "gone.txt").read_text()
