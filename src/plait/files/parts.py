"""Copies single parts out of a workbook, seeing every byte and refusing XML that could fill the memory."""

from collections.abc import Callable
from shutil import copyfileobj
from typing import IO, Protocol
from xml.parsers import expat
from zipfile import ZipFile

from plait.files.archive import DAMAGED, SAVE_AGAIN, SPLIT, UNREADABLE
from plait.files.limits import MAX_QUIET_BYTES, Refused
from plait.files.plainsheet import is_plain

CHUNK = 65_536
NOT_A_WORKBOOK = "A part of the file is not what Excel writes"


class Watcher(Protocol):
    """Looks at the elements of one part as they pass; `most_bytes` and `most_elements` bound it."""

    most_bytes: int
    most_elements: int
    seen: int

    def attach(self, parser: expat.XMLParserType) -> None:
        """Puts the watcher's handlers on `parser`; each element counts in `seen`."""


def copy_part(archive: ZipFile, name: str, watcher: Watcher, target: IO[bytes]) -> None:
    """Copies the member `name` to `target` while `watcher` looks; Refused at the first thing not allowed."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    watcher.attach(parser)
    try:
        _copy(archive, name, watcher, _feed(parser, target))
    except expat.ExpatError as error:
        raise Refused(f"{NOT_A_WORKBOOK}: {name}", SAVE_AGAIN) from error
    except UNREADABLE as error:
        raise Refused(DAMAGED, SAVE_AGAIN) from error


def copy_plain(archive: ZipFile, name: str, target: IO[bytes]) -> bool:
    """Copies the sheet `name` without a closer look where it needs none; False, and nothing copied, where it does."""
    try:
        with archive.open(name) as member:
            _check_encoding(name, member.read(CHUNK))
            member.seek(0)
            if not is_plain(member):
                return False
        with archive.open(name) as member:
            copyfileobj(member, target, CHUNK)
    except UNREADABLE as error:
        raise Refused(DAMAGED, SAVE_AGAIN) from error
    return True


def _feed(parser: expat.XMLParserType, target: IO[bytes]) -> Callable[[bytes], None]:
    def feed(chunk: bytes) -> None:
        parser.Parse(chunk, not chunk)
        target.write(chunk)

    return feed


def _copy(archive: ZipFile, name: str, watcher: Watcher, feed: Callable[[bytes], None]) -> None:
    size = quiet = 0
    with archive.open(name) as member:
        while chunk := member.read(CHUNK):
            if not size:
                _check_encoding(name, chunk)
            seen = watcher.seen
            size += len(chunk)
            feed(chunk)
            quiet = quiet + len(chunk) if watcher.seen == seen else 0
            if quiet > MAX_QUIET_BYTES:
                raise Refused("A cell holds over a million characters", "Shorten the text in the longest cells")
            if size > watcher.most_bytes or watcher.seen > watcher.most_elements:
                raise Refused("A part of the file is larger than Plait reads", SPLIT, value=name)
    feed(b"")


def _check_encoding(name: str, start: bytes) -> None:
    """Excel writes UTF-8; in another encoding the reader behind this guard would see other text than the guard."""
    declared = start[:200].partition(b"?>")[0].lower() if start.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") else b""
    is_utf8 = b"encoding" not in declared or b"utf-8" in declared or b"us-ascii" in declared
    if b"\0" in start[:4] or start[:2] in {b"\xff\xfe", b"\xfe\xff"} or not is_utf8:
        raise Refused(f"{NOT_A_WORKBOOK}: {name}", SAVE_AGAIN)


def _refuse_doctype(*_: object) -> None:
    raise Refused("The file defines words of its own (<!DOCTYPE), which Excel never writes", SAVE_AGAIN)
