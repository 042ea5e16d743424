"""Reads a PDF as lines of text and rows of tables, once its streams are seen to be no bomb."""

import io
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from plait.files.limits import MAX_PAGES, MAX_PDF_BYTES, MAX_STREAM_BYTES, MEGABYTE, Refused

STREAM = re.compile(rb"(?<!end)stream[^\r\n]*(?:\r\n|\r|\n)")
FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
NAMED_ELSEWHERE = re.compile(rb"/(?:Filter|F)\s+\d+\s+\d+\s+R\b")
PACKED_OTHERWISE = re.compile(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL|Crypt)\b")
IMAGE = re.compile(rb"/Subtype\s*/Image\b")
DICTIONARY = 2_000
"""Bytes before a stream in which its dictionary stands."""
STEP = 64
"""Bytes unpacked at once, so that of a damaged stream what comes before the damage counts."""
PRINT_AGAIN = "Save the PDF again from the program that made the document, or bring that document"
DAMAGED = "This is no PDF document, or it is damaged"
LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# What the library lets through when bytes are damaged
UNREADABLE = (
    PSException, PdfminerException, MalformedPDFException, ArithmeticError, AssertionError, AttributeError, LookupError,
    RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


def read_pdf(data: bytes) -> Iterator[tuple[str, ...]]:
    """The lines of print and the rows of tables with lines around their cells, page by page, in their order.

    Refused where there is a password, no text, too much of it, or no PDF.
    """
    _check_streams(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                wrong = f"The PDF has {len(document.pages):,} pages, more than the {MAX_PAGES} Plait reads"
                raise Refused(wrong, "Bring the agenda or the minutes alone, without the papers")
            pages = [_lines(page) for page in document.pages]
    except UNREADABLE as error:
        if _is_locked(error):
            raise Refused("The PDF is protected by a password", "Save it without a password") from error
        raise Refused(DAMAGED, PRINT_AGAIN) from error
    if not any(pages):
        raise Refused(
            "This PDF has no text: it is a scan, or a picture of the pages",
            "Bring the Word document it was made from, or save that as PDF",
        )
    for lines in pages:
        yield from (*lines, ("",))


def _lines(page: Page) -> list[tuple[str, ...]]:
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    rows = [
        (cells.bbox[1], texts) for table in tables for cells, texts in zip(table.rows, table.extract(), strict=True)
    ]
    printed = [
        (line["top"], [line["text"]])
        for line in page.extract_text_lines(return_chars=False, strip=True)
        if not any(x0 <= line["x0"] <= x1 and y0 <= line["top"] <= y1 for x0, y0, x1, y1 in boxes)
    ]
    page.close()
    ordered = sorted([*rows, *printed], key=lambda one: one[0])
    return [tuple((cell or "").translate(LIGATURES) for cell in cells) for _, cells in ordered]


def _is_locked(error: BaseException) -> bool:
    causes = (error, *error.args, error.__cause__, error.__context__)
    return any(isinstance(one, PDFPasswordIncorrect | PDFEncryptionError) for one in causes)


def _check_streams(data: bytes) -> None:
    """Unpacks what the reader would, to no more than is allowed; pictures stay packed, for nobody asks for them."""
    if not data.lstrip().startswith(b"%PDF"):
        raise Refused(DAMAGED, PRINT_AGAIN)
    if len(data) > MAX_PDF_BYTES:
        wrong = f"The PDF is larger than {MAX_PDF_BYTES // MEGABYTE} MB"
        raise Refused(wrong, "Bring the agenda or the minutes alone, without the papers")
    left = MAX_STREAM_BYTES
    for found in STREAM.finditer(data):
        told = _dictionary(data, found.start())
        if IMAGE.search(told):
            continue
        if PACKED_OTHERWISE.search(told) or NAMED_ELSEWHERE.search(told) or len(FLATE.findall(told)) > 1:
            raise Refused("The PDF is packed in a form Plait does not read", PRINT_AGAIN)
        left -= _unpacked(data, found.end(), left + 1)
        if left < 0:
            wrong = f"Unpacked, the text of the PDF is over {MAX_STREAM_BYTES // MEGABYTE} MB"
            raise Refused(wrong, "Bring the agenda or the minutes alone, without the papers")


def _dictionary(data: bytes, end: int) -> bytes:
    """What stands before a stream and says how it is packed, its names written out."""
    told = data[max(0, end - DICTIONARY) : end].rpartition(b"endobj")[2]
    return ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), told)


def _unpacked(data: bytes, start: int, most: int) -> int:
    """How many bytes the stream there unpacks to, up to where it is damaged, counted no further than `most`."""
    reader, count, whole = zlib.decompressobj(), 0, memoryview(data)
    try:
        while count < most and start < len(data) and not reader.eof:
            count += len(reader.decompress(whole[start : start + STEP], most - count))
            start += STEP
    except zlib.error:
        return count
    return count
