"""XML inside a file: no entities, no other addresses, no endless depth."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from portal.uploads.looking.looked import Refused

Element = Any


def parse(data: bytes) -> Element:
    """The root of a part. Raises Refused where it is no XML or declares entities."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("damaged") from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise Refused("damaged")
    return root


def written(root: Element) -> bytes:
    """The part again as bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(element: Element) -> str:
    """The name of an element without its namespace; “” for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute of that name, whatever namespace it is in (two editions of a format differ in theirs)."""
    for key, value in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(value)
    return None


def all_of(root: Element, *names: str) -> Iterator[Element]:
    """Every element of one of these names, in order."""
    yield from (element for element in root.iter(*(f"{{*}}{name}" for name in names)))


def remove(element: Element) -> None:
    """Takes an element out; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Takes away an element and leaves what is in it where it stood."""
    parent = element.getparent()
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place, child)
    remove(element)
