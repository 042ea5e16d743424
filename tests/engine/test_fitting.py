"""What a row says of a key that ended in the record: the same time goes on, a second one never overwrites the first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.fitting import AsOf, fit
from plait.engine.people import PEOPLE
from plait.engine.sheets import Entry, Sheet, Values
from plait.engine.teams import TEAMS

FIRST, UNTIL, ON = date(2025, 4, 1), date(2025, 9, 1), date(2025, 12, 1)
AS_OF = AsOf(ON)
NOW: Values = {"starts": FIRST, "ends": UNTIL}
NAMES: dict[str, Values] = {
    "people": {"employee_number": "1", "name": "A", "staff_group": "B", "department": "C", "wte": 1},
    "teams": {"name": "1"},
}
DAYS = st.dates(FIRST - timedelta(days=2), FIRST + timedelta(days=4))


def entry(sheet: Sheet, **values: date | None) -> Entry:
    return Entry(sheet.name, {**NAMES[sheet.name], **values}, "file", 2, ("1",))


@pytest.mark.parametrize(
    ("sheet", "said", "becomes"),
    [
        (TEAMS, {}, {"ends": None}),
        (TEAMS, {"starts": FIRST}, {"starts": FIRST, "ends": None}),
        (PEOPLE, {"starts": FIRST}, {"starts": FIRST, "ends": None}),
        (PEOPLE, {"starts": UNTIL}, {"starts": FIRST, "ends": None}),
        (PEOPLE, {"starts": UNTIL, "ends": ON}, {"starts": FIRST, "ends": ON}),
        (PEOPLE, {"ends": UNTIL}, {"ends": UNTIL}),
        (PEOPLE, {"ends": ON}, {"ends": ON}),
    ],
)
def test_time_that_is_the_same_goes_on(
    sheet: Sheet, said: dict[str, date | None], becomes: dict[str, date | None]
) -> None:
    fitted, problems = fit(sheet, entry(sheet, **said), NOW, AS_OF)
    assert (fitted, problems) == (entry(sheet, **becomes), ())
    assert fit(sheet, fitted, NOW, AS_OF) == (fitted, ())


@pytest.mark.parametrize("said", [{}, {"ends": None}, {"starts": None}, {"starts": date(2025, 10, 1)}])
def test_person_whose_time_has_a_gap_is_refused_with_the_end(said: dict[str, date | None]) -> None:
    _, [problem] = fit(PEOPLE, entry(PEOPLE, **said), NOW, AS_OF)
    assert (problem.column, problem.wrong) == ("Starts", "In the record 1 ended on 31/08/2025")


@pytest.mark.parametrize(("said", "becomes"), [({}, {"ends": None}), ({"ends": UNTIL}, {"ends": UNTIL})])
def test_correcting_the_past_says_what_was(said: dict[str, date | None], becomes: dict[str, date | None]) -> None:
    as_of = AsOf(ON, corrects_past=True)
    assert fit(PEOPLE, entry(PEOPLE, **said), NOW, as_of) == (entry(PEOPLE, **becomes), ())


def test_row_narrowed_to_a_few_columns_says_nothing_of_days() -> None:
    bands = Entry("people", {"employee_number": "1", "band": "7"}, "file", 2, ("1",))
    assert fit(PEOPLE, bands, NOW, AS_OF) == (bands, ())


@given(DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_no_day_of_an_earlier_time_is_lost_to_a_later_one(
    starts: date, ends: date | None, first: date | None, last: date | None, on: date
) -> None:
    """Whatever a row says: it starts later than the record's end only where it is refused."""
    now: Values = {"starts": starts, "ends": ends}
    if ends is not None and ends <= starts:
        return
    fitted, problems = fit(TEAMS, entry(TEAMS, starts=first, ends=last), now, AsOf(on))
    merged = {**now, **{k: v for k, v in fitted.values.items() if k != "starts" or v is not None}}
    if not problems:
        assert isinstance(merged["starts"], date)
        assert ends is None or merged["starts"] < ends
        assert not isinstance(merged["ends"], date) or merged["starts"] < merged["ends"]
    assert fit(TEAMS, replace(fitted), now, AsOf(on)) == (fitted, problems)
