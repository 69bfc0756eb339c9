"""Files: the page that takes one, what it says of what is hidden in it, a report that is kept apart, taking one out."""

from playwright.sync_api import Page

from tests.browser.exhibit import Act, Exhibit, pressing
from tests.browser.exhibition import World

PAGE = "/returns/{report_due}/report"


def adding(name: str, content: bytes) -> Act:
    """Chooses a file and presses “Save and go on”."""

    def act(page: Page, world: World) -> None:
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
        pressing("Save and go on")(page, world)

    return act


EXHIBITS = [
    Exhibit(PAGE, "It is kept apart, and deleted after 15 months", "alice", note="nothing is added yet"),
    Exhibit(PAGE, "holds another", "alice", adding("report.pdf", b"<html>"), "a file that is refused"),
    Exhibit("/returns/{report_waiting}/report", "Not added yet", "alice", note="something is hidden in it"),
    Exhibit(
        "/returns/{report_waiting}/report", "With a comment", "alice", pressing("Add it as it is"), "kept as it is"
    ),
    Exhibit("/desk/returns/{report_due}/report/", "Were you sent it yourself", "dana", note="from the return"),
    Exhibit("/desk/returns/{report_due}/report/report", "kept apart", "dana", note="the council enters it"),
    Exhibit("/desk/returns/{report_due}/report/check", "Before this can be kept", "dana"),
    Exhibit("/files/{report}", "we write down who opens it", "dana", note="a report"),
    Exhibit("/files/{report}/take-out", "Take out a file", "alice"),
    Exhibit("/returns/{report_sent}/receipt/1", "Report on a visit.pdf", "alice", note="with a file"),
]
