"""What good workbooks become, and what is said of cells that cannot be read."""

import datetime as dt
import io

import pytest
from openpyxl import Workbook, load_workbook

from plait.files import layout, sheetscan
from plait.files.reading import read_bytes
from tests.files.hostile import (
    ANN,
    HEAD,
    HEADINGS,
    MAIN,
    lines,
    of_rows,
    only,
    parts,
    saved,
    sheet_xml,
    workbook,
    wrongs,
    zipped,
)


def test_read_bytes_writes_each_kind_of_cell_as_plain_text() -> None:
    row: list[object] = [
        1.0, 0.4, 0.1 + 0.2, 1e-7, 12345678901234.0, -0.0, True, False, dt.date(2026, 6, 30),
        dt.datetime.combine(dt.date(2026, 6, 30), dt.time(14, 5)),
        dt.time(9, 5), dt.timedelta(hours=37, minutes=30), " Ann ", "e\u0301",
    ]  # fmt: skip
    book = read_bytes("x.xlsx", workbook([[f"Heading {place}" for place in range(len(row))], row]))
    assert book.problems == ()
    assert lines(book)[0][1] == (
        "1", "0.4", "0.3", "0.0000001", "12345678901234", "0", "yes", "no", "2026-06-30",
        "2026-06-30 14:05:00", "09:05:00", "37:30", " Ann ", "é",
    )  # fmt: skip


def test_headings_stand_below_the_title_lines_of_a_report() -> None:
    rows: list[list[object]] = [
        ["Staff in post"], ["Organisation", "Northmoor"], [], ["Employee", "Name", "WTE", "Band", "Site"],
        [1, "Ann", 1, "5", "A"], [], [2, "Bo", 0.5, "6", None],
    ]  # fmt: skip
    book = read_bytes("x.xlsx", workbook(rows))
    assert only(book).heading_line == 4
    assert only(book).headings == ("Employee", "Name", "WTE", "Band", "Site")
    assert lines(book) == [(5, ("1", "Ann", "1", "5", "A")), (7, ("2", "Bo", "0.5", "6", ""))]


def test_a_sheet_of_numbers_only_has_no_headings() -> None:
    book = read_bytes("x.xlsx", workbook([[1, 2], [3, 4]]))
    assert wrongs(book) == ["There is no row of headings in the first 20 lines"]
    assert book.problems[0].table == "People"
    late = read_bytes("x.xlsx", workbook([*[()] * 20, ("Name", "WTE")]))
    assert wrongs(late) == ["There is no row of headings in the first 20 lines"]


def test_empty_columns_at_the_end_are_cut_and_a_stray_cell_keeps_its_column() -> None:
    book = read_bytes("x.xlsx", workbook([["Name", "WTE", None, " "], ["Ann", 1, None, None, " "], ["Bo", 1, "note"]]))
    assert only(book).headings == ("Name", "WTE", "")
    assert lines(book) == [(2, ("Ann", "1", "")), (3, ("Bo", "1", "note"))]


def test_an_empty_workbook_says_what_to_write() -> None:
    book = read_bytes("x.xlsx", workbook([]))
    assert wrongs(book) == ["There is nothing in this file"]
    assert (book.tables, book.problems[0].table) == ((), "")


def test_formulas_give_their_value_and_their_errors_are_named() -> None:
    rows = (
        '<row r="2"><c r="A2" t="str"><f>B2</f><v>Ann</v></c><c r="B2"><f>1-0.6</f><v>0.4</v></c></row>'
        '<row r="3"><c r="A3" t="e"><v>#REF!</v></c><c r="B3"><v>1</v></c></row>'
        '<row r="4"><c r="A4"><f>1+1</f></c><c r="B4"><f>1+1</f><v></v></c></row>'
        '<row r="5"><c r="A5" t="str"><f>""</f><v></v></c><c r="B5" t="e"><f>NA()</f><v>#N/A</v></c></row>'
    )
    book = of_rows(HEADINGS + rows)
    assert lines(book) == [(2, ("Ann", "0.4"))]
    assert [line.number for line in only(book).rejected] == [3, 4, 5]
    assert [(p.line, p.column, p.value, p.wrong) for p in book.problems] == [
        (3, "Name", "#REF!", "The formula gives #REF!"),
        (4, "Name", "(formula)", "A formula whose result is not kept in the file"),
        (4, "WTE", "(formula)", "A formula whose result is not kept in the file"),
        (5, "WTE", "#N/A", "The formula gives #N/A"),
    ]
    assert all(p.table == "People" and p.remedy for p in book.problems)


def test_an_empty_result_of_a_formula_is_an_empty_cell() -> None:
    book = of_rows(HEADINGS + '<row r="2"><c r="A2" t="str"><f>""</f><v></v></c><c r="B2"><v>1</v></c></row>')
    assert (book.problems, lines(book)) == ((), [(2, ("", "1"))])


def test_a_row_that_holds_nothing_but_an_error_is_not_taken_for_empty() -> None:
    book = of_rows(HEADINGS + '<row r="2"><c r="D2" t="e"><v>#N/A</v></c></row>')
    assert [(p.line, p.column) for p in book.problems] == [(2, "column D")]


def test_merged_cells_are_named_where_they_touch_the_data() -> None:
    merged = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A4:A5"/><mergeCell ref="A5:B6"/></mergeCells>'
    title = '<row r="1"><c r="A1" t="str"><v>Staff in post</v></c></row>'
    rows = title + "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><v>a</v></c><c r="B{n}" t="str"><v>b{n}</v></c></row>' for n in range(2, 8)
    )
    book = of_rows(rows, merged)
    assert [(p.line, p.column, p.value) for p in book.problems] == [(4, "a", "A4:A5"), (5, "a", "A5:B6")]
    assert book.problems[0].remedy.startswith("Unmerge A4:A5")
    assert [line.number for line in only(book).lines] == [3, 7]
    assert [line.number for line in only(book).rejected] == [4, 5, 6]


def test_merged_headings_are_named_and_empty_merged_cells_below_are_not() -> None:
    book = of_rows(HEADINGS + ANN, '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A9:B9"/></mergeCells>')
    assert [(p.line, p.value) for p in book.problems] == [(1, "A1:B1")]
    assert lines(book) == [(2, ("Ann", "0.4"))]


def test_headings_that_stand_twice_or_hide_a_sign_are_named() -> None:
    book = read_bytes("x.xlsx", workbook([["Name", "name", "W\u202eTE"], ["Ann", "x", 1]]))
    assert [(p.line, p.column) for p in book.problems] == [(1, "name"), (1, "W[U+202E]TE")]
    assert only(book).headings == ("Name", "name", "W[U+202E]TE")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a_x0007_b", "A control character (U+0007) at place 2"),
        ("a_x0000_b", "A control character (U+0000) at place 2"),
        ("Ann\u202eevil", "A character that turns the direction of text (U+202E) at place 4"),
        ("x\u0085", "A control character (U+0085) at place 2"),
    ],
)
def test_characters_that_do_harm_are_named_with_line_and_column(text: str, said: str) -> None:
    cell = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>'
    book = of_rows(HEADINGS + cell + ANN.replace("2", "3"))
    assert [(p.line, p.column, p.wrong) for p in book.problems] == [(2, "Name", said)]
    assert not any(ord(sign) < 32 or sign == "\u202e" for sign in book.problems[0].value)
    assert [line.number for line in only(book).lines] == [3]


def test_a_cell_of_100_kilobytes_is_named_and_its_row_left_out() -> None:
    cell = f'<row r="2"><c r="B2" t="inlineStr"><is><t>{"x" * 100_000}</t></is></c></row>'
    book = of_rows(HEADINGS + cell)
    assert wrongs(book) == ["100,000 characters in one cell"]
    assert len(book.problems[0].value) == 80
    assert lines(book) == []


def test_only_the_first_problems_are_named_and_the_rest_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_PROBLEMS", 2)
    book = read_bytes("x.xlsx", workbook([["Name"], *[["a\u202eb"]] * 5]))
    assert len(book.problems) == 3
    assert book.problems[2].wrong == "3 more cells have faults like these"
    assert (lines(book), len(only(book).rejected)) == ([], 5)


def test_hidden_sheets_are_left_alone_unless_plait_knows_their_name() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Teams"
    book.active.append(["Team"])
    for title, state in (("People ", "hidden"), ("Lists", "veryHidden")):
        sheet = book.create_sheet(title)
        sheet.append(["Name"])
        sheet.sheet_state = state
    read = read_bytes("x.xlsx", saved(book), expected=("people", "teams"))
    assert [table.name for table in read.tables] == ["Teams"]
    assert [(p.table, p.line) for p in read.problems] == [("People ", None)]
    assert "is hidden" in read.problems[0].wrong
    assert read_bytes("x.xlsx", saved(book)).problems == ()


def test_the_explaining_sheet_and_charts_are_no_tables() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Start here"
    book.active.append(["Sheet", "Help"])
    book.create_sheet("Team").append(["Team"])
    book.create_chartsheet("Chart")
    assert [table.name for table in read_bytes("x.xlsx", saved(book)).tables] == ["Team"]


def test_a_cell_far_away_that_only_has_a_format_is_no_cell() -> None:
    book = load_workbook(io.BytesIO(workbook([["Name", "WTE"], ["Ann", 1]])))
    assert book.active is not None
    book.active["ZZ1048576"].number_format = "0.00"
    read = read_bytes("x.xlsx", saved(book))
    assert (read.problems, lines(read)) == ((), [(2, ("Ann", "1"))])


@pytest.mark.parametrize(("cell", "end"), [("A1048576", "line 200,020"), ("SG2", "column SF")])
def test_one_far_cell_refuses_the_sheet_and_is_named(cell: str, end: str) -> None:
    book = load_workbook(io.BytesIO(workbook([["Name", "WTE"], ["Ann", 1]])))
    assert book.active is not None
    book.active[cell] = "far"
    book.create_sheet("Teams").append(["Team"])
    read = read_bytes("x.xlsx", saved(book))
    assert [table.name for table in read.tables] == ["Teams"]
    assert wrongs(read) == [f"The cell {cell} holds something beyond {end}, the last Plait reads"]
    assert (read.problems[0].table, read.problems[0].line) == ("People", int(cell.lstrip("AGS")))


def test_few_cells_that_stretch_over_too_many_are_refused() -> None:
    book = of_rows(HEADINGS + '<row r="200000"><c r="SF200000"><v>1</v></c></row>')
    assert wrongs(book) == ["The sheet stretches over 200,000 lines and 500 columns, more than 2,000,000 cells"]


def test_more_rows_columns_and_cells_than_the_limits_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook([["Name", "WTE"], *[["Ann", 1]] * 9])
    for name, most, said in (
        ("MAX_ROWS", 5, "More than 5 rows under the headings"),
        ("MAX_COLUMNS", 1, "2 columns, more than the 1 Plait reads"),
        ("MAX_CELLS", 8, "More than 8 cells"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(layout, name, most)
            assert wrongs(read_bytes("x.xlsx", data)) == [said]


def test_too_many_merged_cells_or_broken_formulas_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheetscan, "MAX_MERGED", 1)
    monkeypatch.setattr(sheetscan, "MAX_FAULTS", 1)
    merged = '<mergeCell ref="A3:B3"/><mergeCell ref="A4:B4"/>'
    assert wrongs(of_rows(HEADINGS + ANN, f"<mergeCells>{merged}</mergeCells>")) == ["More than 1 merged cells"]
    broken = '<row r="2"><c r="A2"><f>1</f></c><c r="B2"><f>1</f></c></row>'
    assert wrongs(of_rows(HEADINGS + broken)) == ["More than 1 formulas without a usable value"]


def test_cells_without_a_place_and_prefixed_names_are_read_as_excel_does() -> None:
    rows = "<row><c t='str'><v>Name</v></c><c t='str'><v>WTE</v></c></row><row><c t='str'><v>Ann</v></c></row>"
    assert lines(of_rows(rows)) == [(2, ("Ann", ""))]
    prefixed = sheet_xml(HEADINGS + ANN).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
    prefixed = prefixed.replace(f"<x:worksheet {MAIN}", f"<x:worksheet {MAIN.replace('xmlns', 'xmlns:x')}")
    assert prefixed.startswith(HEAD)
    assert lines(read_bytes("x.xlsx", zipped(parts(prefixed)))) == [(2, ("Ann", "0.4"))]


@pytest.mark.parametrize(
    "rows",
    ['<row r="x"/>', '<row r="12345678"/>', '<row r="1"><c r="1A"/></row>', '<row r="1"><c r="A-1"/></row>'],
)
def test_places_that_make_no_sense_are_refused(rows: str) -> None:
    assert len(of_rows(HEADINGS + rows).problems) == 1
    assert of_rows(HEADINGS + rows).tables == ()
