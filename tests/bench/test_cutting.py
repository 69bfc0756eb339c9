"""A site that is cut for other generators is the same site again when its pieces are joined."""

import html
from pathlib import Path

from bench import cutting

PAGE = """<!DOCTYPE html>
<html><head><title>{title} – Fairshire</title><meta name="description" content="{title}, &amp; more"></head>
<body><main><h1>{title}</h1>
<p>Same words everywhere, <a class="link" href="/suppliers/{number}/">Harbour {number} &lt;Ltd&gt;</a> + {number}</p>
</main></body></html>
"""


def _site(root: Path, pages: int = 20) -> Path:
    for number in range(pages):
        place = root / "contracts" / str(number)
        place.mkdir(parents=True)
        page = PAGE.format(title=f"O’Neill &#39;{number}&#39;", number=number)
        (place / "index.html").write_text(page, encoding="utf-8")
    (root / "404.html").write_text(PAGE.format(title="Not found", number=0), encoding="utf-8")
    (root / "data.csv").write_text("a,b\n", encoding="utf-8")
    (root / ".manifest.json").write_text("{}", encoding="utf-8")
    return root


def test_joined_again_every_page_is_what_it_was(tmp_path: Path) -> None:
    found = cutting.cut(_site(tmp_path))
    assert len(found.pages) == 21
    assert found.others == ["data.csv"]
    for address, pieces in found.pages.items():
        joined = "".join(
            found.fragments[number] + html.escape(text).replace("&#x27;", "&#39;") for number, text in pieces
        )
        path = tmp_path / f"{address}index.html"[1:] if address.endswith("/") else tmp_path / address[1:]
        assert joined == path.read_text(encoding="utf-8")


def test_what_many_pages_share_is_the_templates(tmp_path: Path) -> None:
    found = cutting.cut(_site(tmp_path))
    texts = {text for pieces in found.pages.values() for _, text in pieces}
    assert "/suppliers/7/" in texts
    assert "Same words everywhere, " not in texts
    assert any("Same words everywhere" in fragment for fragment in found.fragments)


def test_every_difference_between_two_sites_is_told(tmp_path: Path) -> None:
    one, other = _site(tmp_path / "one", 3), _site(tmp_path / "other", 3)
    assert cutting.differing(one, other) == []
    (other / "data.csv").write_text("a,c\n", encoding="utf-8")
    (other / "more.txt").write_text("", encoding="utf-8")
    (one / "contracts" / "1" / "index.html").unlink()
    assert cutting.differing(one, other) == ["contracts/1/index.html", "data.csv", "more.txt"]
