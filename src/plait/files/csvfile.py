"""Reads one CSV file into a table of text, in the encoding and with the delimiter it happens to have."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from plait.engine.tables import Problem, Table
from plait.files.layout import Marks, Row, lay_out
from plait.files.limits import MAX_LINE, MAX_RECORD_TEXT, Refused

SAVE_AS_UTF8 = "Save the file as “CSV UTF-8 (comma delimited)”"
CLOSE_QUOTES = "Put a quotation mark before and after the text, and two for each one inside it"
DELIMITERS = ",;\t|"
SAMPLE = 65_536
SAMPLE_RECORDS = 50
CHUNK = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How é, ü or a dash look in UTF-8; in Windows-1252 they would be Ã or â€ with a sign, which nobody writes
SURELY_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]")


def read_csv(name: str, data: bytes) -> tuple[Table | None, tuple[Problem, ...]]:
    """The table called `name` in the bytes of a CSV file, and what is wrong with it; Refused when it is no text."""
    encoding = _encoding(data)
    delimiter = _delimiter(_text(data[: SAMPLE * 4], encoding, errors="ignore").read(SAMPLE))
    return lay_out(name, _records(_text(data, encoding), delimiter), Marks(ragged=True))


def text_lines(data: bytes) -> Iterator[str]:
    """The lines of a text file, in the encoding it happens to have; Refused when it is no text."""
    yield from _text(data, _encoding(data))


def _text(data: bytes, encoding: str, *, errors: str = "strict") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding, errors, newline="")


def _encoding(data: bytes) -> str:
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "")
    likely = marked or _utf16_without_mark(data[:SAMPLE]) or "utf-8"
    at = _undecodable(data, likely)
    if at is None:
        return likely
    if likely != "utf-8" or SURELY_UTF8.search(data) or _undecodable(data, "cp1252") is not None:
        line = data.count(b"\n", 0, at) + 1
        raise Refused("The file is damaged: some of its bytes are no text", SAVE_AS_UTF8, line=line)
    return "cp1252"


def _utf16_without_mark(start: bytes) -> str:
    """UTF-16 as some systems write it: in Western text every second byte is zero."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd * 3 > len(start) and not even:
        return "utf-16-le"
    return "utf-16-be" if even * 3 > len(start) and not odd else ""


def _undecodable(data: bytes, encoding: str) -> int | None:
    """Where the first bytes stand that are no text in `encoding`, looking at a stretch at a time to save memory."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(data), CHUNK):
        chunk = data[start : start + CHUNK]
        try:
            decoder.decode(chunk, start + CHUNK >= len(data))
        except UnicodeDecodeError as fault:
            return start + len(chunk) - len(fault.object) + fault.start
    return None


def _delimiter(sample: str) -> str:
    """The delimiter that cuts most records of the sample into the same number of cells, more cells first."""
    return max(DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))


def _agreement(sample: str, delimiter: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
        widths[len(record)] += len(record) > 1
        if widths.total() >= SAMPLE_RECORDS:
            break
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


class _Lines:
    """Hands out the lines of a text, holding back one that would make a record too long to keep."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.count = 0
        self.record_starts = 1
        self._record_length = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(MAX_RECORD_TEXT + 1):
            self.count += 1
            self._record_length += len(line)
            if self._record_length > MAX_RECORD_TEXT:
                wrong = f"Over {MAX_RECORD_TEXT:,} characters in one line, or a quotation mark that is never closed"
                raise Refused(wrong, CLOSE_QUOTES, line=self.record_starts)
            if self.count > MAX_LINE:
                wrong = f"The file goes on past line {MAX_LINE:,}"
                raise Refused(wrong, "Delete the empty lines, or split the rows over several files", line=self.count)
            yield line

    def end_record(self) -> None:
        self.record_starts = self.count + 1
        self._record_length = 0


def _records(text: io.TextIOWrapper, delimiter: str) -> Iterator[Row]:
    """Records with the line each starts on, for a cell in quotation marks may hold line ends."""
    lines = _Lines(text)
    try:
        for record in csv.reader(lines, delimiter=delimiter, strict=True):
            yield lines.record_starts, record
            lines.end_record()
    except csv.Error as error:
        wrong = "A quotation mark is never closed, or stands inside a cell, or the cell is too long"
        raise Refused(wrong, CLOSE_QUOTES, line=lines.record_starts) from error
