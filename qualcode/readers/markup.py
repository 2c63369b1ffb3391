"""XML parsed with care: no entities, no network, a bound on its tags; damage is mended, and said so."""

from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from qualcode.model.errors import UnreadableFile

TAG_LIMIT = 1_000_000
"""Tags of one XML part: each takes some hundred bytes of memory, and as few as six in the file."""

Element: TypeAlias = etree._Element


def parse(data: bytes, file: str, part: str, warnings: list[str]) -> Element:
    """The root of an XML part of a file; if it had to be mended, a warning is added.

    Raises UnreadableFile for one with too many tags, or in which nothing can be read.
    """
    if data.count(b"<") > TAG_LIMIT:
        raise UnreadableFile(f"{file} is too large for a transcript ({part}); split it.")
    try:
        return etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError:
        pass
    try:
        root = etree.fromstring(data, _parser(recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise UnreadableFile(f"{file} is damaged ({part}); open it in your office program and save it again.")
    warnings.append(
        f"The document is damaged ({part}); what could be read was. Compare it with the original."
    )
    return root


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def local(element: Element) -> str:
    """An element's name without its namespace: Strict files have other ones."""
    return _bare(str(element.tag))


@lru_cache(maxsize=4_096)  # there are few names, and some ten thousand elements in an interview
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without namespace; "" if it isn't there."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
