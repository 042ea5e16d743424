"""What one cell becomes as text, what text a cell may not hold, and how a formula is kept from waking."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from plait.files.limits import MAX_CELL_TEXT

Cell = str | bool | int | float | Decimal | date | datetime | time | timedelta | tuple[str, ...] | None

# C0 and C1 controls except tab and line ends, and what turns the direction of the text behind it (UAX 9)
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Spreadsheets take text with these in front for a formula (OWASP, CSV injection), the full-width forms too
WAKING = "=+\\-@\t\r\n＝＋－＠"
WAKES = re.compile(rf"'*[{WAKING}]")
ASLEEP = re.compile(rf"'+[{WAKING}]")
PLAIN_NUMBER = re.compile(r"-\d+(\.\d+)?", re.ASCII)
SHOWN = 80


def text_of(value: Cell) -> str:
    """A cell as text: dates as 2026-06-30, numbers without exponent as Excel shows them, yes and no."""
    match value:
        case str():
            return value
        case float():
            return number_text(value)
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            return number_text(value)
        case tuple():
            return "; ".join(value)
    return _time_text(value)


def _time_text(value: date | time | timedelta) -> str:
    if isinstance(value, timedelta):
        return _hours(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return value.isoformat()


def number_text(number: float | Decimal) -> str:
    """The shortest text of a number: 1.0 is 1. Fifteen figures of a float, for Excel keeps no more: 0.1+0.2 is 0.3."""
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    exact = Decimal(f"{number:.15g}") if isinstance(number, float) else Decimal(number)
    if not exact.is_finite():
        return str(number)
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _hours(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    hours, rest = divmod(seconds, 3600)
    return f"{sign}{hours}:{rest // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")


def tidy(text: str) -> str:
    """The text a cell states: composed letters (NFC), and without the apostrophe an export put before a formula."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text[1:] if text[:1] == "'" and ASLEEP.match(text) else text


def fault_in(text: str) -> tuple[str, str] | None:
    """What is wrong with a cell's text, and what to do; None when it may be read."""
    if len(text) > MAX_CELL_TEXT:
        return f"{len(text):,} characters in one cell", f"Shorten the text to {MAX_CELL_TEXT:,} characters or fewer"
    if found := FORBIDDEN.search(text):
        sign = found[0]
        what = "A character that turns the direction of text" if sign > "\u2000" else "A control character"
        return f"{what} (U+{ord(sign):04X}) at place {found.start() + 1}", "Type the text again by hand"
    return None


def shown(text: str) -> str:
    """Text as a message may show it: short, and no sign that could act."""
    short = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return FORBIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", short)


def neutral(text: str) -> str:
    """Text no spreadsheet takes for a formula; `tidy` restores it. A plain negative number stays one."""
    if not WAKES.match(text) or PLAIN_NUMBER.fullmatch(text):
        return text
    return "'" + text


def column_letters(place: int) -> str:
    """The name Excel gives the column at `place`, counted from 0: A, B … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_place(letters: str) -> int:
    """The place of a column by its letters, counted from 0: A is 0, AA is 26; -1 without letters."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
