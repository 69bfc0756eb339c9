"""The small server of the published site: what it sends, and what it never does."""

import gzip
from pathlib import Path

import pytest
from werkzeug.test import Client, TestResponse

from portal.publishing.serving import HEADERS, PublishedSite


def slot(folder: Path, name: str, **files: str) -> Path:
    """A slot with a home page, a page that is not there, and what else is given (dots and slashes spelled out)."""
    given = {"index.html": f"<h1>{name}</h1>", "404.html": "<h1>Page not found</h1>", **files}
    for path, text in given.items():
        place = folder / name / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return folder / name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Slots, of which the first is live; a secret stands beside them."""
    files = {
        "contracts/fairshire/x/index.html": "<h1>A contract</h1>" + "y" * 600,
        "contracts/fairshire/gone/index.html": "<h1>Removed for a legal reason</h1>",
        "gone.txt": "/contracts/fairshire/gone/ 2027-05-04\n",
        "assets/0123/evenhand.css": "a { color: red }",
        "data/record.sqlite": "0123456789",
        "changes.xml": "<feed/>",
        "empty/file.txt": "no index here",
    }
    slot(tmp_path / "public", "slot-1", **files)
    (tmp_path / "public" / "slot-1.json").write_text("{}")
    (tmp_path / "public" / ".lock").write_text("")
    (tmp_path / "secret.key").write_text("a secret")
    (tmp_path / "public" / "live").symlink_to("slot-1")
    return tmp_path / "public"


@pytest.fixture
def site(folder: Path) -> Client:
    return Client(PublishedSite(folder))


def test_a_folder_is_its_index_page_and_wants_a_slash(site: Client) -> None:
    assert site.get("/contracts/fairshire/x/").text.startswith("<h1>A contract</h1>")
    moved = site.get("/contracts/fairshire/x?y=1")
    assert (moved.status_code, moved.location) == (301, "/contracts/fairshire/x/")
    moved = site.get(environ_overrides={"PATH_INFO": "//contracts/fairshire/x"})
    assert moved.location == "/contracts/fairshire/x/", "two slashes would begin the name of another host"


def test_what_is_not_there_gets_the_page_that_says_so(site: Client) -> None:
    for path in ("/nowhere/", "/nowhere.html", "/empty/", "/empty/file.txt/", "/contracts/"):
        answer = site.get(path)
        assert (answer.status_code, answer.text) == (404, "<h1>Page not found</h1>"), path


@pytest.mark.parametrize(
    "path",
    ["/../slot-1.json", "/../../secret.key", "/..//../secret.key", "/.lock", "/..\\secret.key", "//etc/passwd",
     "/data/../../slot-1.json", "/contracts/./fairshire/../../../slot-1.json", "/\0index.html", "", "index.html"],
)  # fmt: skip
def test_nothing_outside_the_live_slot_is_sent(site: Client, path: str) -> None:
    answer = site.get(environ_overrides={"PATH_INFO": path})
    assert answer.text in ("<h1>Page not found</h1>", "<h1>slot-1</h1>")


def test_a_link_that_leads_out_of_the_slot_is_not_followed(site: Client, folder: Path) -> None:
    (folder / "slot-1" / "leak.txt").symlink_to(folder.parent / "secret.key")
    assert site.get("/leak.txt").status_code == 404


def test_what_was_removed_is_gone_with_its_page(site: Client) -> None:
    answer = site.get("/contracts/fairshire/gone/")
    assert (answer.status_code, answer.text) == (410, "<h1>Removed for a legal reason</h1>")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_link_is_followed_anew_for_each_request(site: Client, folder: Path) -> None:
    before = site.get("/")
    slot(folder, "slot-2")
    (folder / ".live.new").symlink_to("slot-2")
    (folder / ".live.new").replace(folder / "live")
    after = site.get("/", headers={"If-None-Match": before.headers["ETag"]})
    assert (before.text, after.text) == ("<h1>slot-1</h1>", "<h1>slot-2</h1>")
    assert site.get("/contracts/fairshire/gone/").status_code == 404


def test_a_copy_that_is_still_right_is_not_sent_again(site: Client) -> None:
    first = site.get("/contracts/fairshire/x/")
    again = site.get("/contracts/fairshire/x/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_assets_are_kept_for_ever_and_everything_else_is_asked_about(site: Client) -> None:
    assert site.get("/assets/0123/evenhand.css").headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("/", "/data/record.sqlite", "/changes.xml"):
        assert site.get(path).headers["Cache-Control"] == "no-cache"


def test_text_is_compressed_for_who_can_read_it(site: Client) -> None:
    plain = site.get("/contracts/fairshire/x/")
    packed = site.get("/contracts/fairshire/x/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == "Accept-Encoding"
    again = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    assert site.get("/contracts/fairshire/x/", headers=again).status_code == 304


def test_a_large_file_may_be_fetched_in_parts(site: Client) -> None:
    part = site.get("/data/record.sqlite", headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.data) == (206, b"234")


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/contracts/fairshire/gone/", "/contracts/fairshire/x"])
def test_every_answer_has_the_strict_headers(site: Client, path: str) -> None:
    answer = site.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "'unsafe" not in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers


def test_data_may_be_read_by_programs_in_other_peoples_pages(site: Client) -> None:
    assert site.get("/data/record.sqlite").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in site.get("/").headers


def test_kinds_of_files_are_said_as_they_are(site: Client) -> None:
    assert site.get("/changes.xml").mimetype == "application/atom+xml"
    assert site.get("/data/record.sqlite").mimetype == "application/vnd.sqlite3"
    assert site.get("/").content_type == "text/html; charset=utf-8"


def test_only_reading_is_answered(site: Client) -> None:
    answer = site.post("/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    head = site.head("/contracts/fairshire/x/")
    assert (head.status_code, head.data) == (200, b"")


def test_a_plain_folder_is_served_as_well_and_its_manifest_is_not(tmp_path: Path) -> None:
    plain = slot(tmp_path, "out", **{".manifest.json": "{}"})
    site = Client(PublishedSite(plain))
    assert site.get("/").text == "<h1>out</h1>"
    assert site.get("/.manifest.json").status_code == 404


def test_before_anything_was_published_it_says_so(tmp_path: Path) -> None:
    answer: TestResponse = Client(PublishedSite(tmp_path)).get("/")
    assert (answer.status_code, answer.text) == (503, "Nothing has been published yet.")
    assert answer.headers["Retry-After"] == "60"
