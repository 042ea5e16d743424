"""Agendas in Word, PDF and plain text, and what is said of those that cannot be read."""

from __future__ import annotations

import io
import random
import zlib
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from plait.engine.tables import Book
from plait.files import documents, pdf
from plait.files.reading import read_bytes
from tests.agendas import MINUTES, TOP, pdf_agenda, pdf_lines, pdf_of, saved, word_agenda

LOCKED = (
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'00' * 32}> /U <{'11' * 32}> /P -4 /Length 40 >> /ID [<aa> <aa>]"
)


def titles(book: Book) -> list[str]:
    return [line.cells[2] for line in book.tables[1].lines]


def fault(name: str, data: bytes) -> tuple[str, str]:
    book = read_bytes(name, data)
    assert book.tables == ()
    [problem] = book.problems
    return problem.wrong, problem.remedy


@pytest.mark.parametrize(("name", "data"), [("Agenda.docx", word_agenda()), ("Agenda.PDF", pdf_agenda())])
def test_word_and_pdf_say_the_same(name: str, data: bytes) -> None:
    book = read_bytes(name, data)
    assert book.problems == ()
    assert [table.name for table in book.tables] == ["Board meetings", "Agenda items"]
    assert tuple(line.cells[3] for line in book.tables[1].lines) == MINUTES
    assert titles(book)[6] == "Electronic prescribing: progress and options"


def test_lists_that_word_numbers_and_headings_are_read() -> None:
    listed = Document()
    for text in TOP:
        listed.add_paragraph(text)
    for text in ("Beds", "Money", ""):
        listed.add_paragraph(text, style="List Number")
    assert titles(read_bytes("a.docx", saved(listed))) == ["Beds", "Money"]
    minuted = Document()
    minuted.add_paragraph(TOP[2])
    for text in ("Beds", "Money"):
        minuted.add_heading(text, 2)
        minuted.add_paragraph("It was discussed.")
    assert titles(read_bytes("a.docx", saved(minuted))) == ["Beds", "Money"]


def test_a_pdf_of_lines_and_a_text_in_the_usual_windows_encoding() -> None:
    lines = (TOP[2], "1. 09:30 Welcome", "2. 09:40 Staff café")
    assert titles(read_bytes("a.pdf", pdf_lines(*lines))) == ["Welcome", "Staff café"]
    assert titles(read_bytes("a.txt", "\r\n".join(lines).encode("cp1252"))) == ["Welcome", "Staff café"]
    assert titles(read_bytes("a.md", "\n".join(lines).encode())) == ["Welcome", "Staff café"]


def test_signs_that_could_act_are_taken_out() -> None:
    [first, _] = titles(read_bytes("a.txt", f"{TOP[2]}\n1. Wel\x0bcome\u202e\n2. Beds".encode()))
    assert first == "Wel come"


@pytest.mark.parametrize(
    ("name", "data", "wrong"),
    [
        ("a.docx", b"no zip", "The file is damaged: its packing cannot be read"),
        ("a.pdf", b"no pdf", "This is no PDF document, or it is damaged"),
        ("a.pdf", b"%PDF-1.4\nnothing more", "This is no PDF document, or it is damaged"),
        ("a.txt", b"%PDF-1.4", "This is a PDF document, though it is named .txt"),
        ("a.md", word_agenda(), "This is a workbook or a zip file, though it is named .md"),
        ("a.pdf", pdf_of(""), "This PDF has no text: it is a scan, or a picture of the pages"),
        ("a.pdf", pdf_of("BT ET", told="/Filter /LZWDecode"), "The PDF is packed in a form Plait does not read"),
        (
            "a.pdf",
            pdf_of("BT ET", told="/Filter [/FlateDecode /FlateDecode]"),
            "The PDF is packed in a form Plait does not read",
        ),
        *(
            ("a.pdf", pdf_of("BT ET", told=f"/Filter {told}"), "The PDF is packed in a form Plait does not read")
            for told in ("[/Flate#44ecode /FlateDecode]", "[/Fl/Fl]", "/LZ#57Decode", "9 0 R")
        ),
        ("a.pdf", pdf_of("BT ET", trailer=LOCKED), "The PDF is protected by a password"),
        ("a.txt", b"1. Beds\n2. Money", "No day of a meeting is found"),
        ("a.txt", b"\n" * 20_001, "The document has more than 20,000 lines"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_a_remedy(name: str, data: bytes, wrong: str) -> None:
    said, remedy = fault(name, data)
    assert said == wrong
    assert remedy
    assert "Excel" not in remedy


def test_what_unpacks_to_too_much_is_refused_and_a_picture_stays_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_STREAM_BYTES", 500)
    assert fault("a.pdf", pdf_of(" " * 501))[0] == "Unpacked, the text of the PDF is over 0 MB"
    picture = pdf_of(" " * 501, told="/Subtype /Image /Filter /FlateDecode")
    assert fault("a.pdf", picture)[0] == "This PDF has no text: it is a scan, or a picture of the pages"


def test_what_a_damaged_stream_unpacks_to_counts_up_to_the_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_STREAM_BYTES", 50_000)
    packed = zlib.compress(" ".join(map(str, range(9_000))).encode())
    damaged = b"%PDF-1.7\n<< /Filter /FlateDecode >>\nstream\n" + packed[:-4] + b"\0\0\0\0\nendstream"
    assert fault("a.pdf", damaged)[0] == "This is no PDF document, or it is damaged"
    assert fault("a.pdf", damaged * 2)[0] == "Unpacked, the text of the PDF is over 0 MB"


def test_a_large_pdf_and_a_long_document_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PDF_BYTES", 100)
    assert fault("a.pdf", pdf_agenda())[0] == "The PDF is larger than 0 MB"
    monkeypatch.undo()
    monkeypatch.setattr(pdf, "MAX_PAGES", 0)
    assert fault("a.pdf", pdf_agenda())[0] == "The PDF has 1 pages, more than the 0 Plait reads"
    monkeypatch.setattr(documents, "MAX_STORY_BYTES", 100)
    assert fault("a.docx", word_agenda())[0] == "The text of the document is over 0 MB"


def test_a_zip_that_is_no_word_document_and_one_with_a_broken_part() -> None:
    kept = io.BytesIO()
    with ZipFile(kept, "w") as other:
        other.writestr("content.xml", "<a/>")
    assert fault("a.docx", kept.getvalue())[0] == "This is no Word document, though it is named .docx"
    broken = io.BytesIO()
    with ZipFile(io.BytesIO(word_agenda())) as good, ZipFile(broken, "w", ZIP_DEFLATED) as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name)[:-20] if name == documents.STORY else good.read(name))
    assert fault("a.docx", broken.getvalue())[0] == "The document is damaged"


@pytest.mark.parametrize(("name", "data"), [("a.docx", word_agenda()), ("a.pdf", pdf_agenda())])
def test_damaged_bytes_end_in_words_and_never_in_an_error(name: str, data: bytes) -> None:
    drawn = random.Random(7)
    for _ in range(15):
        hurt = bytearray(data[: drawn.randrange(len(data))] if drawn.random() < 0.3 else data)
        for _ in range(drawn.randrange(1, 30)):
            if hurt:
                hurt[drawn.randrange(len(hurt))] = drawn.randrange(256)
        book = read_bytes(name, bytes(hurt))
        assert book.tables or book.problems
