"""The whole demonstration: the people and their returns, what is known already, then the register."""

from collections.abc import Iterator

from portal.demo import corrections_story, earlier
from portal.demo.care_story import CareStory
from portal.demo.event_story import EventStory
from portal.demo.files_story import FilesStory
from portal.demo.independent_story import IndependentStory
from portal.demo.known_story import KnownStory
from portal.demo.meeting_story import MeetingStory
from portal.demo.register_story import People, RegisterStory
from portal.demo.story import Story
from portal.demo.tailoring_story import TailoringStory
from portal.demo.tender_story import TenderStory

STEPS = 26
"""How many lines `tell` yields."""


def tell(story: Story) -> Iterator[str]:
    """Tells everything; yields a line a step. Whoever can sign in stands in `story.accounts` afterwards."""
    yield from story.tell()
    yield from earlier.tell(story)
    yield from KnownStory(story).tell()
    yield from CareStory(story).tell()
    yield from TailoringStory(story).tell()
    staff = story.staff
    managers = {"manager": staff["manager"], "second_manager": staff["second_manager"]}
    people = People(editor=staff["register_editor"], officer=staff["officer"], **managers)
    yield from RegisterStory(story.now, story.authority, people).tell()
    corrections_story.tell(story)
    yield from FilesStory(story).tell()
    yield from IndependentStory(story).tell()
    yield from TenderStory(story).tell()
    yield from EventStory(story).tell()
    yield from MeetingStory(story).tell()
