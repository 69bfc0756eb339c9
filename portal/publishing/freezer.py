"""Freezes the read-only application: Frozen-Flask’s Freezer, which writes into a stage and calls the views directly."""

import re
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import Flask, Response, g
from flask_frozen import Freezer
from werkzeug.routing import MapAdapter
from werkzeug.test import create_environ

from portal.publishing import sound
from portal.publishing.explaining import explained
from portal.publishing.pages import Address
from portal.publishing.pages.gone import ENDPOINT
from portal.publishing.pieces import Pieces
from portal.publishing.relative import LOST, from_page
from portal.publishing.stage import Stage

LINKS = re.compile(rb'="(/[^"#?]*)')  # an attribute’s name before it would make the search nine times as slow


@dataclass
class Frozen:
    """What became of some addresses: path of each file -> digest; address -> what went wrong; path linked to -> one
    page that links there."""

    digests: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    links: dict[bytes, str] = field(default_factory=dict)

    def add(self, other: "Frozen") -> None:
        """Takes in what became of further addresses."""
        self.digests.update(other.digests)
        self.failures.update(other.failures)
        self.links.update(other.links)


class SiteFreezer(Freezer):  # type: ignore[misc]  # Frozen-Flask has no types
    """All pages are tried; one that fails is recorded, and the others go on."""

    def __init__(self, app: Flask, stage: Stage) -> None:
        super().__init__(app, with_static_files=False, with_no_argument_rules=False, log_url_for=False)
        self.stage = stage
        self.pieces: Pieces = app.extensions["pieces"]
        self.pieces.marked = True

    def freeze_these(self, addresses: Iterable[Address]) -> Frozen:
        """Renders each address into the stage. Raises OSError where the disk is full: that is no page’s fault."""
        frozen = Frozen()
        # One context for all: nothing that a public page shows depends on who asks, and a request each takes a fifth.
        with self.app.request_context(create_environ()):
            routes = self.app.url_map.bind("")
            for address in addresses:
                url = address.url
                try:
                    self._freeze(address, routes, frozen)
                except OSError:
                    raise
                except Exception as error:
                    frozen.failures[url] = explained(error)
        return frozen

    def _freeze(self, address: Address, routes: MapAdapter, frozen: Frozen) -> None:
        url = address.url
        self.pieces.trim()
        path = self.urlpath_to_filepath(url)
        g.own_address = url
        content = self._answer(address, routes)
        if not isinstance(content, bytes):
            with closing(content) as answer:
                digest, _weak = answer.get_etag()
                frozen.digests[path] = self.stage.stream(path, answer.iter_encoded(), digest or "")
            return
        sound.refuse(url, content)
        if url.endswith(("/", ".html")):
            content = self._whole(url, self._relative(url, content, frozen), frozen)
        frozen.digests[path] = self.stage.put(path, content)

    def _relative(self, url: str, content: bytes, frozen: Frozen) -> bytes:
        frozen.links.update(dict.fromkeys(LINKS.findall(content), url))
        return from_page(content, url, self.app.extensions["site"].url)

    def _whole(self, url: str, content: bytes, frozen: Frozen) -> bytes:
        """With its pieces; each is looked at where it is first placed."""

        def placed(piece: bytes) -> bytes:
            sound.refuse_piece(piece)
            return self._relative(url, piece, frozen)

        return self.pieces.whole(content, 0 if url == LOST else url.count("/"), placed)

    def _view(self, address: Address, routes: MapAdapter) -> Callable[[], Any]:
        """What answers at an address; where its page is gone, the one that says so."""
        if address.url in self.app.extensions["gone"]:
            return partial(self.app.view_functions[ENDPOINT], address.url)
        if address.made_by:
            return partial(address.made_by, address.url)
        endpoint, values = routes.match(address.url)
        return partial(self.app.view_functions[endpoint], **values)

    def _answer(self, address: Address, routes: MapAdapter) -> bytes | Response:
        """What the view answers; a file as it is, to be closed. Raises ValueError for any status but 200."""
        answer = self._view(address, routes)()
        if isinstance(answer, str):
            return answer.encode()
        response: Response = self.app.make_response(answer)
        if response.status_code != 200:
            raise ValueError(f"the answer is {response.status}")
        return response if response.direct_passthrough else response.get_data()
