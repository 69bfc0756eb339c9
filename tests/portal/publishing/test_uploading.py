"""The site in an S3-compatible store: types, headers, order, only what changed, and going on where it stopped."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from portal.publishing import uploading
from portal.publishing.manifest import Kept
from portal.publishing.uploading import MANIFEST, NotUploadedError, store_at, upload

PREFIX = "contracts"
FILES = {
    "index.html": "home",
    "register/index.html": "register",
    "contracts/fairshire/a/index.html": "a contract",
    "assets/0123456789ab/evenhand.css": "a {}",
    "changes.xml": "<feed/>",
    "data/2026-27-q2/fairshire/contracts.csv": "a,b",
    "data/record.sqlite": "SQLite",
    "gone.txt": "",
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadedMotoServer("127.0.0.1", 0)
    made.start()
    host, port = made.get_host_and_port()
    yield f"http://{host}:{port}"
    made.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Any:
    """An empty bucket, as a client of another make sees it."""
    keys = {
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_REGION": "eu-west-2",
    }  # pragma: allowlist secret
    for name, value in {**keys, "AWS_ENDPOINT_URL": server, "AWS_ALLOW_HTTP": "true"}.items():
        monkeypatch.setenv(name, value)
    name = f"site-{hashlib.sha256(request.node.name.encode()).hexdigest()[:12]}"
    found = boto3.resource("s3", endpoint_url=server, region_name="eu-west-2").Bucket(name)
    found.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    return found


class Site:
    """A folder that is published, and the store."""

    def __init__(self, root: Path, bucket: Any) -> None:
        self.root, self.bucket, self.texts = root, bucket, dict(FILES)
        self.order: list[str] = []

    def upload(self) -> Any:
        for path, text in self.texts.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text)
        files = {path: Kept(hashlib.sha256(text.encode()).hexdigest()) for path, text in self.texts.items()}
        return upload(self.root, files, store_at(f"s3://{self.bucket.name}/{PREFIX}"))

    def there(self) -> dict[str, str]:
        """Path -> text of everything in the store but the manifest."""
        found = {
            one.key.removeprefix(f"{PREFIX}/"): one.get()["Body"].read().decode() for one in self.bucket.objects.all()
        }
        found.pop(MANIFEST)
        return found

    def head(self, path: str) -> tuple[str, str]:
        found = self.bucket.Object(f"{PREFIX}/{path}").get()
        return found["ContentType"], found["CacheControl"]


@pytest.fixture
def site(tmp_path: Path, bucket: Any, monkeypatch: pytest.MonkeyPatch) -> Site:
    made = Site(tmp_path, bucket)
    real = uploading._put
    monkeypatch.setattr(uploading, "_put", lambda *args: (made.order.append(args[2]), real(*args)))
    return made


def test_every_file_has_its_type_and_says_how_long_a_copy_may_be_kept(site: Site) -> None:
    counts = site.upload()
    assert (counts.written, counts.unchanged, counts.removed) == (len(FILES), 0, 0)
    assert site.there() == FILES
    assert site.head("index.html") == ("text/html; charset=utf-8", "no-cache")
    assert site.head("changes.xml") == ("application/atom+xml; charset=utf-8", "no-cache")
    assert site.head("data/2026-27-q2/fairshire/contracts.csv")[0] == "text/csv; charset=utf-8"
    assert site.head("data/record.sqlite") == ("application/vnd.sqlite3", "no-cache")
    kind, kept = site.head("assets/0123456789ab/evenhand.css")
    assert kind == "text/css; charset=utf-8"
    assert "immutable" in kept


def test_only_what_changed_is_sent_and_orphans_go_last(site: Site) -> None:
    site.upload()
    site.order.clear()
    assert site.upload().written == 0
    assert site.order == []
    site.texts["assets/ba9876543210/evenhand.css"] = site.texts.pop("assets/0123456789ab/evenhand.css")
    site.texts["index.html"] = "another home"
    counts = site.upload()
    assert (counts.written, counts.removed) == (2, 1)
    assert site.order == ["assets/ba9876543210/evenhand.css", "index.html"]
    assert site.there() == site.texts


def test_no_page_comes_before_what_it_needs_and_what_was_taken_down_goes_first(site: Site) -> None:
    site.texts["gone.txt"] = "/contracts/fairshire/a/ 2026-10-05\n"
    site.upload()
    place = {path: number for number, path in enumerate(site.order)}
    assert site.order[0] == "contracts/fairshire/a/index.html"
    assert place["assets/0123456789ab/evenhand.css"] < place["data/record.sqlite"] < place["register/index.html"]
    assert place["register/index.html"] < place["index.html"]


@pytest.mark.parametrize("after", [0, 1, 4])
def test_an_upload_that_was_interrupted_goes_on_and_ends_whole(
    site: Site, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    site.upload()
    before = dict(site.texts)
    site.texts = {path: f"{text} again" for path, text in FILES.items() if path != "changes.xml"}
    monkeypatch.setattr(uploading, "BATCH", 1)
    with monkeypatch.context() as patched:
        patched.setattr(uploading, "_put", failing_after(after, uploading._put))
        with (
            pytest.raises(NotUploadedError, match=rf"^{after} of 7 changed files reached the store")
            if after < 7
            else (pytest.MonkeyPatch.context())
        ):
            site.upload()
    site.order.clear()
    site.upload()
    assert site.there() == site.texts
    assert len(site.order) == 7 - after
    site.texts = before
    site.upload()
    assert site.there() == before, "what was sent before the interruption is not taken for what stood there before"


def failing_after(count: int, real: Callable[..., Any]) -> Callable[..., Any]:
    """Sends so many files, and then the network is gone."""
    sent = 0

    def put(*args: Any) -> Any:
        nonlocal sent
        if sent == count:
            raise OSError("the network is gone")
        sent += 1
        return real(*args)

    return put


def test_what_went_back_after_an_interruption_is_sent_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest must not say of a file that was overwritten what it said before."""
    site.upload()
    before = dict(site.texts)
    site.texts = {path: f"{text} again" for path, text in FILES.items()}
    with monkeypatch.context() as patched:
        patched.setattr(uploading, "_put", failing_after(3, uploading._put))
        with pytest.raises(NotUploadedError):
            site.upload()
    site.texts = before
    site.upload()
    assert site.there() == before
