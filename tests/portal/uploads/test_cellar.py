"""Bytes lie under random words, outside of everything that is served, and nobody gets out of the folder."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from obstore.store import MemoryStore, S3Store

from portal.settings import Settings
from portal.uploads.cellar import PLACE, Cellar


def test_what_is_put_in_comes_out_and_is_gone_once_deleted(tmp_path: Path) -> None:
    for cellar in (Cellar.at(tmp_path / "uploads"), Cellar(MemoryStore())):
        place, other = cellar.put(b"one"), cellar.put(b"one")
        assert place != other
        assert PLACE.fullmatch(place)
        assert cellar.get(place) == b"one"
        assert {found for found, _ in cellar.places()} == {place, other}
        cellar.delete(place)
        cellar.delete(place)  # twice is no failure
        with pytest.raises(FileNotFoundError):
            cellar.get(place)
        [(_, at)] = cellar.places()
        assert abs(datetime.now(UTC).replace(tzinfo=None) - at).total_seconds() < 600


@pytest.mark.parametrize(
    "place", ["../canary", "/etc/passwd", "ab/../../canary", "ab/" + "0" * 39, "", "AB/" + "0" * 40]
)
def test_nothing_but_a_place_is_ever_read_or_deleted(tmp_path: Path, place: str) -> None:
    (tmp_path / "canary").write_text("alive")
    cellar = Cellar.at(tmp_path / "uploads")
    with pytest.raises(ValueError, match="no place"):
        cellar.get(place)
    with pytest.raises(ValueError, match="no place"):
        cellar.delete(place)
    assert (tmp_path / "canary").read_text() == "alive"


def test_the_folder_is_for_its_owner_alone_and_a_bucket_is_taken_by_its_address(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    Cellar.at(settings.uploads_folder, settings.uploads_url)
    assert (tmp_path / "uploads").stat().st_mode & 0o077 == 0
    assert isinstance(Cellar.at(tmp_path, "s3://bucket/evenhand")._store, S3Store)
