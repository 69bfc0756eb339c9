"""The whole demonstration: the people and their returns, then the register."""

from collections.abc import Iterator

from portal.demo.register_story import People, RegisterStory
from portal.demo.story import Story

STEPS = 14
"""How many lines `tell` yields."""


def tell(story: Story) -> Iterator[str]:
    """Tells everything; yields a line a step. Whoever can sign in stands in `story.accounts` afterwards."""
    yield from story.tell()
    staff = story.staff
    people = People(editor=staff["register_editor"], manager=staff["manager"], officer=staff["officer"])
    yield from RegisterStory(story.now, story.authority, people).tell()
