"""NHS England's monthly A&E files in both sets of columns, of organisations that do not exist."""

from __future__ import annotations

from datetime import date

PLACE = ("Period", "Org Code", "Parent Org", "Org name")
ENDS = (
    "Patients who have waited 4-12 hs from DTA to admission", "Patients who have waited 12+ hrs from DTA to admission",
    "Emergency admissions via A&E - Type 1", "Emergency admissions via A&E - Type 2",
    "Emergency admissions via A&E - Other A&E department", "Other emergency admissions",
)  # fmt: skip
NEWER = (
    *PLACE,
    "A&E attendances Type 1", "A&E attendances Type 2", "A&E attendances Other A&E Department",
    "A&E attendances Booked Appointments Type 1", "A&E attendances Booked Appointments Type 2",
    "A&E attendances Booked Appointments Other Department",
    "Attendances over 4hrs Type 1", "Attendances over 4hrs Type 2", "Attendances over 4hrs Other Department",
    "Attendances over 4hrs Booked Appointments Type 1", "Attendances over 4hrs Booked Appointments Type 2",
    "Attendances over 4hrs Booked Appointments Other Department", *ENDS,
)  # fmt: skip
OLDER = (
    *PLACE,
    "Number of A&E attendances Type 1", "Number of A&E attendances Type 2",
    "Number of A&E attendances Other A&E Department", "Number of attendances over 4hrs Type 1",
    "Number of attendances over 4hrs Type 2", "Number of attendances over 4hrs Other A&E Department", *ENDS,
)  # fmt: skip
NAMES = {"PLA": "NORTHMOOR NHS TRUST", "PLB": "SOUTHMERE NHS TRUST", "PLC": "TOTALLY URGENT CARE"}
SUMS = (("TOTAL", "", "", ""), ("MSitAE-{}", "-", "TOTAL", "TOTAL"), ("Total", "-", "Grand Total ", ""))


def ae_rows(day: date, over: int, *, is_newer: bool = True) -> list[tuple[str, ...]]:
    """One month: each organisation with 1,000 attendances, `over` of them too long; and a sum, spelt as may be."""
    month = f"{day:%B-%Y}".upper()
    booked = ("0", "-", "0") if is_newer else ()
    figures = ("900", "-", "100", *booked, str(over), "-", "0", *booked, "50", str(over // 10), "1", "1", "1", "1")
    own = [(f"MSitAE-{month}", code, "NHS ENGLAND NORTH   ", f"{name} ", *figures) for code, name in NAMES.items()]
    total = tuple(part.format(month) for part in SUMS[day.month % len(SUMS)])
    return [*own, (*total, *(["9,999"] * len(figures)))]


def ae_file(*months: tuple[date, int], is_newer: bool = True) -> str:
    """The text of a file of one month or several."""
    rows = [row for day, over in months for row in ae_rows(day, over, is_newer=is_newer)]
    heads = NEWER if is_newer else OLDER
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in (heads, *rows))
