"""What a board paper may be kept as: known by its bytes, refused with what to do."""

from __future__ import annotations

import pytest

from plait.files import paper_file
from plait.files.limits import Refused
from plait.files.paper_file import CONTENT_TYPES, MAIN_PARTS, read_paper_file
from plait.files.reading import ENCRYPTED, OLE
from tests.agendas import pdf_agenda, word_agenda
from tests.files.hostile import workbook, zipped

PDF = pdf_agenda()
WORD = next(kind for kind, ending in MAIN_PARTS.items() if ending == "docx")
MACROS = "a.docx: there are macros in this"
SAVE_AS = "Save it as PDF, Word (.docx), Excel (.xlsx) or PowerPoint (.pptx) and attach that"


def office(content_type: str, **more: str) -> bytes:
    """The smallest package of one kind."""
    return zipped({CONTENT_TYPES: f"<Types><Override ContentType='{content_type}'/></Types>", **more})


SLIDES = office(next(kind for kind, ending in MAIN_PARTS.items() if ending == "pptx"))


@pytest.mark.parametrize(
    ("name", "data", "kept", "ending"),
    [
        ("Case.PDF", PDF, "Case.PDF", "pdf"),
        ("C:\\Papers\\the case.docx", word_agenda(), "the case.docx", "docx"),
        ("../../etc/money.xlsx", workbook([["Name"], ["Ann"]]), "money.xlsx", "xlsx"),
        ("café.pptx", SLIDES, "café.pptx", "pptx"),
    ],
)
def test_four_kinds_are_kept_under_their_own_name(name: str, data: bytes, kept: str, ending: str) -> None:
    file = read_paper_file(name, data)
    assert (file.name, file.ending, file.content) == (kept, ending, data)


@pytest.mark.parametrize(
    ("name", "data", "wrong", "remedy"),
    [
        ("", PDF, "The file has no name", "Give it one, like prescribing-full-case.pdf"),
        ("a\r\nX: y.pdf", PDF, "The end of a line in the name of the file", "Rename the file"),
        ("\u202efdp.exe", PDF, "A character that turns the direction of text (U+202E) at place 1", "Rename the file"),
        ("a" * 197 + ".pdf", PDF, "The name of the file has 201 characters", "Shorten it to 200 or fewer"),
        ("a.pdf", b"", "a.pdf is empty", "Choose the file that holds the paper"),
        ("a.docx", PDF, "a.docx is a PDF document by what is in it", "Rename it so that it ends in .pdf"),
        ("a", PDF, "a is a PDF document by what is in it", "Rename it so that it ends in .pdf"),
        ("a.pdf", PDF[:-20], "a.pdf: this PDF is cut short: its end is missing", "Save or send it again"),
        ("a.pdf", b"\x89PNG\r\n", "a.pdf: this is a PNG picture", SAVE_AS),
        ("a.pdf", b"MZ\x00\x01\x02\x03\x04\x05\x06", "a.pdf: this is no document that Plait keeps", SAVE_AS),
        ("a.html", b"<!doctype html><script>", "a.html: this is a web page", SAVE_AS),
        ("a.doc", OLE + b"old", "a.doc: this is of an older Office format", SAVE_AS),
        ("a.docx", OLE + ENCRYPTED, "a.docx: this is protected by a password", "Save it without a password"),
        ("a.docx", b"PK\x03\x04 cut", "a.docx: the file is damaged: its packing cannot be read", SAVE_AS),
        ("a.zip", zipped({"a.exe": "MZ"}), "a.zip: this is a zip file, and no document", SAVE_AS),
        ("a.docm", office("x", **{"word/vbaProject.bin": "x"}), "a.docm: there are macros in this", "Save it without"),
        ("a.docx", office(f"{WORD}'/><Default ContentType='application/vnd.ms-office.vbaProject"), MACROS, "Save it"),
        ("a.docx", office(f"{WORD}'/><Override ContentType='x.macroEnabled.main+xml"), MACROS, "Save it without"),
        ("a.ppsx", office("slideshow"), "a.ppsx: this is an Office file of another kind", SAVE_AS),
        ("a.docx", zipped({CONTENT_TYPES: "", "../b": ""}), "a.docx: a part of the file points outside it", SAVE_AS),
    ],
)
def test_anything_else_is_refused_with_what_to_do(name: str, data: bytes, wrong: str, remedy: str) -> None:
    with pytest.raises(Refused) as refused:
        read_paper_file(name, data)
    assert str(refused.value).startswith(wrong)
    assert refused.value.remedy.startswith(remedy)


def test_a_package_whose_list_of_kinds_cannot_be_unpacked_is_damaged() -> None:
    whole = office("x" * 400)
    at = whole.index(CONTENT_TYPES.encode()) + len(CONTENT_TYPES)
    broken = whole[:at] + b"\xff" * 12 + whole[at + 12 :]
    with pytest.raises(Refused, match="damaged"):
        read_paper_file("a.docx", broken)


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_file, "MAX_FILE_BYTES", len(PDF) - 1)
    with pytest.raises(Refused, match=r"a\.pdf is larger than 0 MB"):
        read_paper_file("a.pdf", PDF)
