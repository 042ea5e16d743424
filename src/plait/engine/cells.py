"""How one cell of text becomes a value, and the words used when it does not."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from plait.engine.nearest import nearest

Value = str | int | bool | date | Decimal | tuple[str, ...] | None
"""What a cell may state."""


class CannotRead(ValueError):
    """A cell that cannot be understood: what is wrong, and what to write."""

    def __init__(self, wrong: str, remedy: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.remedy = remedy


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
FULL_POST = Decimal(1)
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
SERIAL_DAY_ZERO = date(1899, 12, 30)  # Excel's day 0 for every date after February 1900


def read_text(most: int = 200) -> Callable[[str], str]:
    """A reader of plain text of at most `most` characters, its spaces tidied."""

    def read(text: str) -> str:
        tidy = " ".join(text.split())
        if len(tidy) > most:
            raise CannotRead(f"{len(tidy):,} characters, more than fit", f"Write at most {most} characters")
        return tidy

    return read


def read_code(text: str) -> str:
    """A number or code people use as a name, like an employee number: “1001.0” is 1001."""
    tidy = "".join(text.split())
    if re.fullmatch(r"\d+\.0+", tidy):
        tidy = tidy.split(".")[0]
    if len(tidy) > 40:
        raise CannotRead("More than 40 characters", "Write the number or code alone, like 1001")
    return tidy


def read_choice(choices: Mapping[str, Value]) -> Callable[[str], Value]:
    """A reader of a closed list: what may be written (any case) to the value it stands for."""
    folded = {word.casefold(): value for word, value in choices.items()}
    words = list(choices)
    listed = words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]

    def read(text: str) -> Value:
        word = " ".join(text.split()).casefold()
        if word not in folded:
            near = nearest(word, words)
            remedy = f"Write {listed}" if len(words) <= 6 or not near else "Nearest: " + "; ".join(near)
            raise CannotRead("Not one of the words of this list", remedy)
        return folded[word]

    return read


read_yes_no = read_choice({"Yes": True, "No": False, "Y": True, "N": False, "True": True, "False": False})


def read_email(text: str) -> str:
    """An e-mail address, in small letters."""
    tidy = text.strip().casefold()
    if len(tidy) > 254 or not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", tidy):
        raise CannotRead("Not an e-mail address", "Write it like ann.frost@example.nhs.uk, or leave it empty")
    return tidy


def read_decimal(text: str) -> Decimal:
    """A plain number, with commas for thousands and a £ allowed; never NaN, infinite or of more than 12 digits."""
    written = text.strip().removeprefix("£").strip()
    tidy = written.replace(",", "")
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,8})?", tidy, flags=re.ASCII):
        raise CannotRead("Not a number", "Write digits, like 0.6")
    if "," in written and not THOUSANDS.fullmatch(written):
        raise CannotRead("A comma that parts no thousands", "Write decimals after a point, like 0.6")
    try:
        return Decimal(tidy)
    except InvalidOperation as fault:  # pragma: no cover - the pattern above admits only what Decimal reads
        raise CannotRead("Not a number", "Write digits, like 0.6") from fault


def read_wte(text: str) -> Decimal:
    """Whole-time equivalent of one person: more than 0, at most 1, with up to five decimals."""
    number = read_decimal(text)
    if number > FULL_POST:
        raise CannotRead("More than a full post", "Write a share of a full post up to 1, like 0.6")
    if number <= 0:
        raise CannotRead("No time at all", "Write a share of a full post above 0, like 0.6")
    return plain_number(number)


def read_total_wte(text: str) -> Decimal:
    """Whole-time equivalents of a post or a need, which may be more than 1 and not more than 1,000."""
    number = read_decimal(text)
    if not 0 < number <= 1000:
        raise CannotRead("Outside 0 to 1,000 WTE", "Write whole-time equivalents, like 2.4")
    return plain_number(number)


def plain_number(number: Decimal) -> Decimal:
    """The same number to five decimals at most, without trailing noughts: 0.60 is 0.6."""
    rounded = number.quantize(Decimal("0.00001"))
    if rounded != number:
        raise CannotRead("More than five decimals", "Write at most five decimals, like 0.85333")
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def read_whole(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most`."""

    def read(text: str) -> int:
        number = read_decimal(text)
        if number != int(number) or not least <= number <= most:
            raise CannotRead("Not a whole number in range", f"Write a whole number from {least} to {most}")
        return int(number)

    return read


def read_date(text: str) -> date:
    """A day, as 30/06/2026, 2026-06-30 or 30 June 2026; day first, as the NHS writes it."""
    tidy = " ".join(text.replace(",", " ").split())
    if serial := re.fullmatch(r"(\d{5})(\.\d+)?", tidy):
        meant = SERIAL_DAY_ZERO + timedelta(days=int(serial[1]))
        raise CannotRead("A number where a date is needed", f"If {meant:%d/%m/%Y} is meant, write that")
    for pattern, order in _DATE_FORMS:
        if found := pattern.fullmatch(tidy):
            day, month, year = (found[part] for part in order)
            return _day(int(day), _month(month), int(year))
    raise CannotRead("Not a date", "Write the date as 30/06/2026")


def read_last_day(text: str) -> date:
    """A last day as people write it, kept as the half-open end: the first day that no longer counts."""
    return read_date(text) + timedelta(days=1)


_DATE_FORMS = tuple(
    (re.compile(pattern, re.ASCII), order)
    for pattern, order in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", (3, 2, 1)),
        (r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", (1, 2, 3)),
        (r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})[ -](\d{4})", (1, 2, 3)),
    )
)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    start = text[:3].casefold()
    if start not in MONTHS:
        raise CannotRead("Not a date", "Write the date as 30/06/2026")
    return MONTHS.index(start) + 1


def _day(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise CannotRead(f"There is no month {month}", "Write the day first, then the month, like 30/06/2026")
    if not EARLIEST.year <= year < LATEST.year:
        raise CannotRead(f"The year {year} is outside 1900 to 2199", "Write the year in full, like 30/06/2026")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = MONTH_NAMES[month - 1]
        raise CannotRead(f"{name} has {last} days", f"Write a day from 1 to {last}, like {last}/{month:02}/{year}")
    return date(year, month, day)


def read_list(text: str, separator: str = ";") -> tuple[str, ...]:
    """The parts of a cell that holds several things, one after another."""
    return tuple(part for part in (" ".join(part.split()) for part in re.split(rf"[{separator}\n]", text)) if part)


def read_each(text: str, read: Callable[[str], Value]) -> tuple[str, ...]:
    """The parts of a cell, each read alone and kept once, in the order written; of several the faulty one is named."""
    parts, known = read_list(text), dict[str, None]()
    for part in parts:
        try:
            known[str(read(part))] = None
        except CannotRead as fault:
            which = f": “{part[:60]}”" if len(parts) > 1 else ""
            raise CannotRead(f"{fault.wrong}{which}", fault.remedy) from fault
    return tuple(known)
