"""How much of a file is read, and the one exception that says a file or sheet is refused."""

MEGABYTE = 1_000_000

MAX_FILE_BYTES = 50 * MEGABYTE
MAX_FILES = 200
"""CSV files in one folder."""
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 2_000_000
"""Rows times columns of one sheet: 100,000 rows of 20 columns. Holds memory where rows and columns alone would not."""
MAX_CELL_TEXT = 32_767
"""What one cell of Excel can hold."""
MAX_LINE = 1_048_576
"""The last line of an Excel sheet; a CSV file may not go on longer, even with empty lines."""
MAX_RECORD_TEXT = MEGABYTE
"""Characters of one CSV record: a quotation mark never closed must not swallow the file."""
HEADING_WINDOW = 20
"""Headings are looked for in the first lines only; a report may carry its title above them."""
MAX_PROBLEMS = 1_000
"""Problems named one by one in each table; the rest are counted."""

MAX_MEMBERS = 2_000
MAX_DIRECTORY_BYTES = MEGABYTE
"""The list of a zip's members, read before any of them."""
MAX_UNPACKED_BYTES = 300 * MEGABYTE
MAX_PART_BYTES = 120 * MEGABYTE
MAX_SHARED_PART_BYTES = 64 * MEGABYTE
"""Every part of a workbook but its sheets is held in memory whole."""
MAX_RATIO = 200
RATIO_FREE_BYTES = MEGABYTE
"""A member smaller than this is no bomb, however well it packs."""
MAX_QUIET_BYTES = MEGABYTE
"""XML without the start of an element: longer stretches would have to be held in memory whole."""
MAX_ELEMENTS = 4_000_000
"""Elements of every part of a workbook but its sheets."""
MAX_SHEET_ELEMENTS = 10_000_000
MAX_MERGED = 10_000
MAX_FAULTS = 100_000
"""Formulas without a usable value in one sheet."""
MAX_DOCUMENT_LINES = 20_000
"""Paragraphs, rows and lines of print of an agenda or minutes."""
MAX_STORY_BYTES = 20 * MEGABYTE
"""The text of a Word document, which is held in memory whole."""
MAX_PAGES = 60
"""Of a PDF: minutes of a long meeting have 30."""
MAX_PDF_BYTES = 20 * MEGABYTE
MAX_STREAM_BYTES = 20 * MEGABYTE
"""What the text, fonts and tables of a PDF unpack to, together."""


class Refused(Exception):
    """A file or sheet that is not read at all: what is wrong, what to do, and the line where that is known."""

    def __init__(self, wrong: str, remedy: str, *, line: int | None = None, value: str = "") -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.remedy = remedy
        self.line = line
        self.value = value
