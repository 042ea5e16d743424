"""Opens a zip only after its list of members says that it is no bomb and hides nothing."""

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from plait.files.limits import (
    MAX_DIRECTORY_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MEGABYTE,
    RATIO_FREE_BYTES,
    Refused,
)

END_OF_DIRECTORY = b"PK\x05\x06"
END_BYTES = 22
MAX_COMMENT_BYTES = 65_535
ZIP64_LOCATOR = b"PK\x06\x07"
LOCATOR_BYTES = 20
IS_ENCRYPTED = 0x1

SAVE_AGAIN = "Open the file in Excel and save it again as an Excel Workbook (.xlsx)"
# what Python raises for a damaged zip, when it opens it and when it unpacks a member
UNREADABLE = (BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError, OverflowError)
DAMAGED = "The file is damaged: its packing cannot be read"


def open_archive(data: bytes) -> ZipFile:
    """The zip in `data`, its members not yet unpacked; Refused when they may not be."""
    _check_directory(data)
    try:
        archive = ZipFile(io.BytesIO(data))
    except UNREADABLE as error:
        raise Refused(DAMAGED, SAVE_AGAIN) from error
    members = archive.infolist()
    _check_count(len(members))
    _check_names(members)
    for member in members:
        _check_member(member)
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        raise Refused(
            f"Unpacked, the file is {_megabytes(unpacked)}, more than {_megabytes(MAX_UNPACKED_BYTES)}", SPLIT
        )
    return archive


SPLIT = "Delete the sheets and columns nobody needs, or split the rows over several files"


def _megabytes(size: int) -> str:
    return f"{-(-size // MEGABYTE):,} MB"


def _check_directory(data: bytes) -> None:
    """Looks at the size of the list of members, for Python reads that whole before it can be asked."""
    tail = max(0, len(data) - END_BYTES - MAX_COMMENT_BYTES)
    end = data.rfind(END_OF_DIRECTORY, tail, len(data) - END_BYTES + len(END_OF_DIRECTORY))
    if end < 0:
        raise Refused(DAMAGED, SAVE_AGAIN)
    if data[max(0, end - LOCATOR_BYTES) : end].startswith(ZIP64_LOCATOR):
        raise Refused("The file is packed in a form made for files over 4 GB", SAVE_AGAIN)
    _check_count(int.from_bytes(data[end + 10 : end + 12], "little"))
    if int.from_bytes(data[end + 12 : end + 16], "little") > MAX_DIRECTORY_BYTES:
        raise Refused(f"The list of parts in the file is over {_megabytes(MAX_DIRECTORY_BYTES)}", SAVE_AGAIN)


def _check_count(count: int) -> None:
    if count > MAX_MEMBERS:
        raise Refused(f"The file has {count:,} parts, more than the {MAX_MEMBERS:,} Plait opens", SAVE_AGAIN)


def _check_names(members: list[ZipInfo]) -> None:
    names = [member.filename.casefold() for member in members]
    if len(set(names)) < len(names):
        raise Refused("Two parts of the file have the same name", SAVE_AGAIN)
    for member in members:
        # orig_filename, for ZipInfo cuts a name at its first NUL
        parts = member.orig_filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in member.orig_filename:
            raise Refused("A part of the file points outside it", SAVE_AGAIN)


def _check_member(member: ZipInfo) -> None:
    if member.flag_bits & IS_ENCRYPTED:
        raise Refused("A part of the file is protected by a password", "Save the file without a password")
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise Refused("A part of the file is packed in a form Excel does not use", SAVE_AGAIN)
    if member.file_size > RATIO_FREE_BYTES and member.file_size > MAX_RATIO * max(1, member.compress_size):
        times = member.file_size // max(1, member.compress_size)
        raise Refused(f"A part of the file unpacks to {times:,} times its size, more than {MAX_RATIO}", SAVE_AGAIN)
