"""What the server itself refuses, before any page is asked."""

from waitress.adjustments import Adjustments

from portal.app import FORM_LIMIT
from portal.register.file_pages import UPLOAD_LIMIT
from portal.serving import BODY_LIMIT, Parser


def parsed(length: int) -> Parser:
    parser = Parser(Adjustments(max_request_body_size=BODY_LIMIT))
    parser.received(f"POST /desk/register/import HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n".encode())
    return parser


def test_more_than_any_page_takes_is_refused_in_words() -> None:
    error = parsed(BODY_LIMIT + 1).error
    assert (error.code, error.body[:29]) == (413, "This has more than 32 MB, and")


def test_what_is_too_large_for_a_page_still_reaches_it() -> None:
    """It is the page that says so at its box."""
    assert FORM_LIMIT < UPLOAD_LIMIT < BODY_LIMIT
    assert parsed(UPLOAD_LIMIT + 1).error is None
