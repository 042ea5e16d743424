"""The file of a board paper as it arrives: what it is by its bytes, whatever it is called, and whether it is kept."""

import re
from pathlib import PurePosixPath
from zipfile import ZipFile

from plait.engine.papers import PaperFile
from plait.files.archive import DAMAGED, SAVE_AGAIN, UNREADABLE, open_archive
from plait.files.celltext import fault_in, shown, tidy
from plait.files.limits import MAX_FILE_BYTES, MEGABYTE, Refused
from plait.files.reading import ENCRYPTED, NO_TEXT, OLE, ZIPPED, what_it_is

PDF_BEGINS, PDF_ENDS = b"%PDF-", b"%%EOF"
PDF_TAIL = 2_048
CALLED = {
    "pdf": "a PDF document", "docx": "a Word document", "xlsx": "an Excel workbook", "pptx": "a PowerPoint presentation"
}  # fmt: skip
"""What a person calls each kind that is kept, by the ending of its name."""
KINDS_KEPT = "PDF, Word (.docx), Excel (.xlsx) or PowerPoint (.pptx)"
SAVE_AS = f"Save it as {KINDS_KEPT} and attach that"
OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    f"{OFFICE}wordprocessingml.document.main+xml": "docx",
    f"{OFFICE}spreadsheetml.sheet.main+xml": "xlsx",
    f"{OFFICE}presentationml.presentation.main+xml": "pptx",
}
CONTENT_TYPES = "[Content_Types].xml"
CONTENT_TYPE = re.compile(rb"""ContentType\s*=\s*["']([^"']+)["']""")
MACROS = "vbaproject.bin"
ACTING = re.compile(rb"macroenabled|macrosheet|vbaproject", re.IGNORECASE)
"""In a declared type it says that there are macros, whatever their part is called."""
MAX_NAME = 200


def read_paper_file(name: str, data: bytes) -> PaperFile:
    """The file of a paper under the name it came by, without folders.

    Refused, with what to do, where it is empty, larger than `MAX_FILE_BYTES`, of no kind that is kept, named as
    another kind than it is, protected by a password or full of macros.
    """
    base = _read_name(name)
    if not data:
        raise Refused(f"{shown(base)} is empty", "Choose the file that holds the paper")
    if len(data) > MAX_FILE_BYTES:
        raise Refused(f"{shown(base)} is larger than {MAX_FILE_BYTES // MEGABYTE} MB", "Make its pictures smaller")
    try:
        ending = _kind_of(data)
    except Refused as fault:
        remedy = SAVE_AS if fault.remedy == SAVE_AGAIN else fault.remedy
        raise Refused(f"{shown(base)}: {fault.wrong[0].lower()}{fault.wrong[1:]}", remedy) from fault
    if PurePosixPath(base).suffix.casefold() != f".{ending}":
        raise Refused(f"{shown(base)} is {CALLED[ending]} by what is in it", f"Rename it so that it ends in .{ending}")
    return PaperFile(base, ending, data)


def _read_name(name: str) -> str:
    """The last part of a path of either kind, in composed letters."""
    base = tidy(name.replace("\\", "/").rpartition("/")[2].strip())
    if not base:
        raise Refused("The file has no name", "Give it one, like prescribing-full-case.pdf")
    fault = "The end of a line" if len(base.splitlines()) > 1 else (fault_in(base) or ("",))[0]
    if fault:
        raise Refused(f"{fault} in the name of the file", "Rename the file with plain letters")
    if len(base) > MAX_NAME:
        raise Refused(f"The name of the file has {len(base):,} characters", f"Shorten it to {MAX_NAME} or fewer")
    return base


def _kind_of(data: bytes) -> str:
    """The ending that these bytes should have; Refused where they are of no kind that is kept."""
    if data.startswith(PDF_BEGINS):
        if PDF_ENDS not in data[-PDF_TAIL:]:
            raise Refused("This PDF is cut short: its end is missing", "Save or send it again, and attach the whole")
        return "pdf"
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise Refused("This is protected by a password", "Save it without a password and attach that")
        raise Refused("This is of an older Office format", SAVE_AS)
    if not data.startswith(ZIPPED):
        what = what_it_is(data)
        raise Refused("This is no document that Plait keeps" if what == NO_TEXT else f"This is {what}", SAVE_AS)
    with open_archive(data) as archive:
        return _office_kind(archive)


def _office_kind(archive: ZipFile) -> str:
    names = archive.namelist()
    if CONTENT_TYPES not in names:
        raise Refused("This is a zip file, and no document", SAVE_AS)
    try:
        with archive.open(CONTENT_TYPES) as part:
            types = CONTENT_TYPE.findall(part.read(MEGABYTE))
    except UNREADABLE as error:
        raise Refused(DAMAGED, SAVE_AGAIN) from error
    if any(name.casefold().endswith(MACROS) for name in names) or any(map(ACTING.search, types)):
        raise Refused("There are macros in this", "Save it without macros and attach that")
    ending = next((MAIN_PARTS[text] for one in types if (text := one.decode("latin-1")) in MAIN_PARTS), "")
    if not ending:
        raise Refused("This is an Office file of another kind", SAVE_AS)
    return ending
