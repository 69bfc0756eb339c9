"""What is public of a providers’ forum: the ONLY list of public fields. Never who is a member, nor its actions."""

from datetime import datetime
from typing import Any

from models.forums.forum import Forum, ForumMeeting, ForumPaper, ForumService
from models.forums.forum_file import ForumFile
from models.forums.released_forum import ReleasedForum
from models.store import must_be_writing
from portal.releasing.rows import canonical

SAME = ("title", "slug", "purpose", "next_place", "contact", "contact_email", "state")
"""Columns of a forum that are public, under their own names."""


def release(forum: Forum, at: datetime) -> None:
    """Releases a forum as it stands, inside the transaction that changed it."""
    must_be_writing()
    fresh = Forum.full().where(Forum.id == forum.id).get()
    ReleasedForum.release(fresh, canonical(_public(fresh)), at=at)


def _public(forum: Forum) -> dict[str, Any]:
    files = ForumFile.of(forum.id)
    return {
        **{name: getattr(forum, name) for name in SAME},
        "authority": {"slug": forum.authority.slug, "name": forum.authority.name},
        "next_on": forum.next_on.isoformat() if forum.next_on else None,
        "services": [one.title for one in ForumService.of(forum.id)],
        "papers": [_paper(one, files.get(one.id)) for one in ForumPaper.of(forum.id)],
        "meetings": [one.event.slug for one in ForumMeeting.of(forum.id) if one.event.published_at],
    }


def _paper(paper: ForumPaper, file: ForumFile | None) -> dict[str, Any]:
    """With the file where it has one: its address is the portal’s."""
    said = {"kind": paper.kind, "title": paper.title, "words": paper.words, "link": paper.link}
    told = {"id": str(paper.public_id), "name": file.file_name, "size": file.size} if file else None
    return {**said, "on": paper.on.isoformat(), "file": told}


def released_forums() -> list[dict[str, str]]:
    """Rows of the record’s table `forum`."""
    return [
        {"authority": row.forum.authority.slug, "slug": row.forum.slug, "data": row.data, "released_at": f"{row.at}"}
        for row in ReleasedForum.newest()
    ]
