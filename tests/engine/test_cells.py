"""What one cell may state, and the words that answer one that may not."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.cells import (
    CannotRead,
    plain_number,
    read_choice,
    read_code,
    read_date,
    read_decimal,
    read_email,
    read_last_day,
    read_list,
    read_text,
    read_total_wte,
    read_whole,
    read_wte,
    read_yes_no,
)  # fmt: skip

LIST = read_choice({"Live": "live", "Retired": "retired"})
LONG_LIST = read_choice({word: word for word in ("One", "Two", "Three", "Four", "Five", "Six", "Seven")})


@pytest.mark.parametrize(
    "text",
    ["30/06/2026", "30-6-2026", "30.06.2026", "2026-06-30", "2026-06-30 00:00:00", "30 June 2026", "30th jun 2026"],
)
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert read_date(text) == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("text", "wrong", "remedy"),
    [
        ("31/06/2026", "June has 30 days", "Write a day from 1 to 30, like 30/06/2026"),
        ("29/02/2026", "February has 28 days", "Write a day from 1 to 28, like 28/02/2026"),
        ("06/30/2026", "There is no month 30", "Write the day first, then the month, like 30/06/2026"),
        ("30/06/26", "Not a date", "Write the date as 30/06/2026"),
        ("30 Juli 202", "Not a date", "Write the date as 30/06/2026"),
        ("30 Foo 2026", "Not a date", "Write the date as 30/06/2026"),
        ("30/06/1066", "The year 1066 is outside 1900 to 2199", "Write the year in full, like 30/06/2026"),
        ("46203", "A number where a date is needed", "If 30/06/2026 is meant, write that"),
        ("soon", "Not a date", "Write the date as 30/06/2026"),
        ("٣٠/٠٦/٢٠٢٦", "Not a date", "Write the date as 30/06/2026"),
    ],
)
def test_dates_that_are_none_say_what_to_write(text: str, wrong: str, remedy: str) -> None:
    with pytest.raises(CannotRead) as fault:
        read_date(text)
    assert (fault.value.wrong, fault.value.remedy) == (wrong, remedy)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 30)))
def test_every_day_is_read_back(day: date) -> None:
    assert read_date(f"{day:%d/%m/%Y}") == read_date(day.isoformat()) == day
    assert read_last_day(day.isoformat()) == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "number"), [("0.6", "0.6"), ("£1,000.50", "1000.50"), ("1", "1"), ("-2", "-2"), (" 12,345 ", "12345")]
)
def test_numbers_are_read(text: str, number: str) -> None:
    assert read_decimal(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1e400", "NaN", "inf", "١٢٣", "1.2.3", "", "9" * 13, "0.123456789", "--1"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(CannotRead, match="Not a number"):
        read_decimal(text)


@pytest.mark.parametrize("text", ["0,6", "1,5", "12,34", "1.5,6", ",5", "1,2345", "1234,567", "£0,50", "1,,000", "5,"])
def test_a_comma_for_the_decimals_is_refused_and_not_left_out(text: str) -> None:
    with pytest.raises(CannotRead, match="parts no thousands") as refused:
        read_decimal(text)
    assert refused.value.remedy == "Write decimals after a point, like 0.6"


def test_wte_is_a_share_of_a_full_post() -> None:
    assert read_wte("0.60") == Decimal("0.6")
    assert str(read_wte("1.0")) == "1"
    assert read_wte("0.85333") == Decimal("0.85333")
    for text, wrong in (("1.25", "More than a full post"), ("0", "No time at all"), ("-0.5", "No time at all")):
        with pytest.raises(CannotRead, match=wrong):
            read_wte(text)
    with pytest.raises(CannotRead, match="five decimals"):
        read_wte("0.123456")


def test_total_wte_may_be_more_than_one() -> None:
    assert read_total_wte("12.50") == Decimal("12.5")
    for text in ("0", "1000.1"):
        with pytest.raises(CannotRead, match="Outside"):
            read_total_wte(text)


@given(st.decimals(Decimal("0.00001"), Decimal(1000), places=5))
def test_plain_numbers_keep_their_value(number: Decimal) -> None:
    assert plain_number(number) == number
    assert "E" not in str(plain_number(number)) or number < Decimal("0.000001")


def test_whole_numbers_stay_in_their_range() -> None:
    assert read_whole(1, 99)("7.0") == 7
    for text in ("0", "100", "1.5"):
        with pytest.raises(CannotRead, match="Not a whole number in range"):
            read_whole(1, 99)(text)


def test_choices_are_read_in_any_case_and_offer_the_list() -> None:
    assert LIST("  LIVE ") == "live"
    with pytest.raises(CannotRead) as short:
        LIST("Lively")
    assert short.value.remedy == "Write Live or Retired"
    with pytest.raises(CannotRead) as near:
        LONG_LIST("Thre")
    assert near.value.remedy == "Nearest: Three"
    with pytest.raises(CannotRead) as far:
        LONG_LIST("xxxxxxxx")
    assert far.value.remedy == "Write One, Two, Three, Four, Five, Six or Seven"
    assert read_yes_no("y") is True
    with pytest.raises(CannotRead, match="words of this list"):
        read_choice({"Yes": True})("no")


def test_text_is_tidied_and_measured() -> None:
    assert read_text()("  Ann \n Frost ") == "Ann Frost"
    with pytest.raises(CannotRead) as fault:
        read_text(10)("x" * 100_000)
    assert (fault.value.wrong, fault.value.remedy) == (
        "100,000 characters, more than fit",
        "Write at most 10 characters",
    )


def test_codes_lose_what_a_spreadsheet_adds() -> None:
    assert [read_code(text) for text in ("1001.0", " 10 01 ", "0042", "E-7")] == ["1001", "1001", "0042", "E-7"]
    with pytest.raises(CannotRead, match="More than 40"):
        read_code("x" * 41)


def test_emails_are_small_and_plausible() -> None:
    assert read_email(" Ann.Frost@Example.NHS.uk ") == "ann.frost@example.nhs.uk"
    for text in ("ann", "ann@host", "a b@c.d", f"{'x' * 250}@c.de"):
        with pytest.raises(CannotRead, match="e-mail"):
            read_email(text)


def test_lists_part_at_semicolons_and_line_ends() -> None:
    assert read_list("one;  two \n\n three;") == ("one", "two", "three")
