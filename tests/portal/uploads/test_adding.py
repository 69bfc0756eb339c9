"""What is refused and why, and what is left when something fails: nothing."""

from datetime import timedelta

import pytest

from models.conflicts import NotNow
from models.upload import Upload
from portal.returns.work import sheet
from portal.uploads.work import adding, ending, giving
from tests.portal.uploads import making
from tests.portal.uploads.conftest import REVIEW, Hands


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("review.exe", b"MZ", "Choose PDF, Word or OpenDocument text. “review.exe” is another type of file."),
        ("review", b"x", "“review” is another type of file."),
        ("review.pdf", b"", "The file is empty."),
        ("review.pdf", b"%PDF-1.4" + b" " * 11_000_000, "is larger than 10 MB"),
        ("../../review.pdf", b"<html>", "“review.pdf” is called one type of file and holds another."),
        ("review.docx", making.docx(macros="x"), "holds macros"),
    ],
)
def test_a_file_that_is_refused_leaves_nothing_but_a_note(hands: Hands, name: str, content: bytes, said: str) -> None:
    ret = hands.asked()
    assert said in hands.add(ret, name, content).problem
    assert hands.places() == set()
    assert hands.answer(ret) is None
    assert {upload.state for upload in Upload.select()} <= {"refused"}


def test_how_many_and_how_much_is_limited_and_a_file_is_here_once(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    ret = hands.asked()
    hands.add(ret)
    assert "There are 1 files here already" in hands.add(ret, content=making.pdf(making._attach)).problem
    ending.remove(hands.upload(ret), ret, by=hands.life.cast.alice.id, now=hands.life.now, cellar=hands.cellar)
    monkeypatch.setattr(adding, "LARGEST_OF_RETURN", -1)
    assert "as many files as it can hold" in hands.add(ret).problem
    assert "within an hour" in hands.add(ret, often=True).problem


def test_a_picture_is_asked_about_before_anything_is_kept(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    ret = hands.asked()
    question = sheet.question_set(ret).questions[REVIEW]
    monkeypatch.setitem(vars(question), "types", ("heic", "jpeg"))
    assert (
        "Say whether a young person or an address is visible"
        in hands.add(ret, "a.heic", making.picture("HEIF")).problem
    )
    assert "We did not keep" in hands.add(ret, "a.heic", making.picture("HEIF"), visible="yes").problem
    assert not Upload.select().exists()
    assert not hands.add(ret, "IMG_1.HEIC", making.picture("HEIF"), visible="no").problem
    upload = hands.upload(ret)
    assert (upload.name, upload.kind) == ("IMG_1.jpg", "jpeg")
    assert b"Telephone" not in hands.cellar.get(str(upload.place))


def test_the_worker_takes_away_what_an_interruption_left(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    ret = hands.asked()
    hands.add(ret)
    upload = hands.upload(ret)
    stranger = hands.cellar.put(b"nobody wrote me down")
    broken = hands.cellar.__class__(None)
    ending.take_out(upload, why="", by=hands.life.cast.alice.id, now=hands.life.now, cellar=broken)
    assert hands.places() == {upload.place, stranger}  # the store was out of reach
    assert list(ending.faults(hands.cellar)) == [
        f"the bytes of {upload.subject} should be gone; the worker deletes them"
    ]
    tomorrow = max(at for _, at in hands.cellar.places()) + timedelta(days=1, seconds=1)
    ending.sweep(hands.cellar, tomorrow)
    assert hands.places() == set()
    assert list(ending.faults(hands.cellar)) == []


def test_check_names_a_file_that_is_missing_or_was_changed(hands: Hands) -> None:
    ret = hands.asked()
    hands.add(ret)
    upload, file = hands.upload(ret), hands.life.settings.uploads_folder / str(hands.upload(ret).place)
    assert list(ending.faults(hands.cellar)) == []
    file.write_bytes(b"something else")
    assert list(ending.faults(hands.cellar)) == [f"the bytes of {upload.subject} are not what was kept"]
    with pytest.raises(giving.Lost):
        giving.give(upload, by=hands.life.cast.alice.id, now=hands.life.now, cellar=hands.cellar)
    file.unlink()
    assert f"the bytes of {upload.subject} cannot be read" in next(ending.faults(hands.cellar))


def test_a_store_that_fails_loses_nothing_and_leaves_nothing(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    ret = hands.asked()
    hands.cellar, whole = hands.cellar.__class__(None), hands.cellar
    assert "something went wrong on our side" in hands.add(ret).problem
    hands.cellar = whole
    monkeypatch.setattr(Upload, "keep", _fails)
    with pytest.raises(RuntimeError):
        hands.add(ret)
    assert hands.places() == set()
    assert not Upload.select().exists()


def _fails(**_what: object) -> Upload:
    raise RuntimeError("the power went")


def test_no_file_is_added_to_a_return_that_was_accepted(hands: Hands) -> None:
    ret = hands.standard()
    hands.life.send(ret)
    ret = hands.life.accept(ret)
    with pytest.raises(NotNow):
        hands.add(ret)
    assert hands.places() == set()
