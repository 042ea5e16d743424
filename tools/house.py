"""The house rules no other tool knows: sizes, names, unsafe words, addresses, locks and dependencies."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LONGEST = {"src": 350, "tools": 350, "bench": 350, "tests": 500}
LONGEST_VIEW = 20
LONGEST_PAGE = {"README.md": 80, "docs/developers.md": 100}
MOST_DECISIONS = 5
NO_ROOM = {"utils", "helpers", "common", "core", "manager", "managers", "base"}
CODE = {".py", ".pyi", ".jinja", ".html"}
LOCKS = {
    "requirements.lock": ("runtime", "build"),
    "requirements-dev.lock": ("runtime", "build", "dev"),
    "requirements-docs.lock": ("docs",),
    "requirements-bench.lock": ("bench",),
}

# Words that open a door somewhere else in the house has shut, with what to write instead.
UNSAFE = (
    (r"\|\s*safe\b", "let the template escape"),
    (r"\bmark_safe\b", "let the template escape"),
    (r"\braw\(", "ask through the ORM"),
    (r"\.extra\(", "ask through the ORM"),
    (r"\bRawSQL\b", "ask through the ORM"),
    (r"""\bfields\s*=\s*["']__all__["']""", "name each field"),
    (r"\bcsrf_exempt\b", "keep the CSRF check"),
    (r"""ATOMIC_REQUESTS["']?\s*[=:]\s*True""", "put atomic() round the write only"),
)
UNSAFE_OUTSIDE_STORE = (
    (r"\bobjects\.get\(\s*(?:pk|id)=", "load the record by the access function of its store"),
    (r"\bget_object_or_404\b", "load the record by the access function of its store"),
)
# A refusal nobody reads of later; the one place that says it in the log may raise it.
UNTOLD = ((r"\bPermissionDenied\b", "refuse(request, why), which says so in the log"),)
# What only glances at a page sees the one before it, on a machine that is busy.
GLANCES = ((r"\.(?:is_visible|is_checked|is_disabled|input_value)\(\)", "expect(...), which waits for the page"),)
REFUSES = "src/plait/web/shared/access.py"
# A lock or a document that names a mirror or a folder of one machine works only there.
ADDRESSES = (
    (r"\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|deb\.debian\.org)", "a registry"),
    (r"(?<![\w.}>-])/(?:work|root|opt|home/\w+|Users/\w+)/", "a folder of one machine"),
)
MADE_ELSEWHERE = ("src/plait/web/shared/static/vendor/", "tests/vendor/")


@dataclass(frozen=True, slots=True)
class House:
    """The files git knows or would take, and where they stand."""

    root: Path
    files: tuple[str, ...]

    def read(self, name: str) -> str:
        """A file's text; a picture or a workbook reads as nothing."""
        try:
            return (self.root / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return ""

    def under(self, *folders: str) -> Iterator[str]:
        """The files of these folders, in order."""
        return (name for name in self.files if name.startswith(tuple(f"{folder}/" for folder in folders)))


def open_house(root: Path) -> House:
    """What is tracked, or new and not ignored."""
    command = ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return House(root, tuple(sorted(name for name in set(listed) if (root / name).is_file())))


def find_long_files(house: House) -> Iterator[str]:
    """Code past its hard stop, pages past a page."""
    for name in house.files:
        is_code = name.endswith(".py") and "/migrations/" not in name  # migrations are written by Django
        limit = LONGEST.get(name.split("/", 1)[0]) if is_code else LONGEST_PAGE.get(name)
        lines = house.read(name).count("\n") if limit else 0
        if limit and lines > limit:
            yield f"{name}: {lines} lines, {limit} at most. Split it by meaning."
    decisions = [name for name in house.under("docs/adr") if re.match(r"docs/adr/\d", name)]
    if len(decisions) > MOST_DECISIONS:
        yield f"docs/adr: {len(decisions)} decisions, {MOST_DECISIONS} at most."


def find_long_views(house: House) -> Iterator[str]:
    """Views that hold a rule: the entrances only check, call and respond."""
    for name in house.under("src/plait/web"):
        if not name.endswith("/views.py"):
            continue
        for node in ast.parse(house.read(name)).body:
            lines = (node.end_lineno or 0) - node.lineno + 1
            if isinstance(node, ast.FunctionDef) and lines > LONGEST_VIEW:
                yield f"{name}:{node.lineno}: {node.name} has {lines} lines, {LONGEST_VIEW} at most. Find its rule."


def find_nameless_rooms(house: House) -> Iterator[str]:
    """Rooms without a subject, and packages that do not say what they are for."""
    for name in house.under("src", "tests", "tools", "bench"):
        path = Path(name)
        if path.suffix == ".py" and (found := NO_ROOM & {*path.parent.parts, path.stem}):
            yield f"{name}: no room is called {', '.join(sorted(found))}. Name its subject."
        is_room = name.startswith("src/") and path.name == "__init__.py"
        if is_room and not ast.get_docstring(ast.parse(house.read(name))):
            yield f"{name}: open with one sentence saying what is in here."


def find_unsafe_words(house: House) -> Iterator[str]:
    """Words that step round escaping, the ORM, CSRF or the access functions."""
    for name in house.under("src"):
        if Path(name).suffix in CODE and not name.startswith(MADE_ELSEWHERE):
            outside = not name.startswith(("src/plait/store/",))
            words = UNSAFE + (UNSAFE_OUTSIDE_STORE if outside else ()) + (UNTOLD if name != REFUSES else ())
            yield from _find(house, name, words)


def find_glances(house: House) -> Iterator[str]:
    """Journeys that read a page before it is there."""
    for name in house.under("tests/journeys"):
        if name.endswith(".py"):
            yield from _find(house, name, GLANCES)


def find_unexplained_ignores(house: House) -> Iterator[str]:
    """Silenced type errors without a reason beside them."""
    ignore = re.compile(r"#\s*type:\s*ignore(?:\[[\w, -]+\])?\s*$")
    for name in house.under("src", "tests", "tools", "bench"):
        for number, line in enumerate(house.read(name).splitlines(), 1) if name.endswith(".py") else ():
            if ignore.search(line):
                yield f"{name}:{number}: say the reason beside the type: ignore"


def find_addresses(house: House) -> Iterator[str]:
    """Registries and folders of one machine, anywhere we track."""
    for name in house.files:
        if not name.startswith(MADE_ELSEWHERE):
            for fault in _find(house, name, ADDRESSES):
                yield f"{fault}: write it without"


def find_lock_faults(house: House) -> Iterator[str]:
    """Addresses in a lock, packages without a hash, and locks behind pyproject.toml."""
    wishes = _wishes(house)
    for lock, groups in LOCKS.items():
        text = house.read(lock) if lock in house.files else ""
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"https?:|file:|--index|--find-links", line):
                yield f"{lock}:{number}: an address. Make the lock again: make lock"
        pins = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, flags=re.MULTILINE))
        for entry in re.split(r"\n(?=[\w.-]+==)", text):
            if "--hash=sha256:" not in entry:
                yield f"{lock}: no hash for {entry.split('==')[0]!r}. Make the lock again: make lock"
        for wish in (wish for group in groups for wish in wishes[group]):
            pin = pins.get(canonicalize_name(wish.name))
            if pin is None or not wish.specifier.contains(pin, prereleases=True):
                yield f"{lock}: {wish} is asked for, {pin or 'nothing'} is locked. Make the lock again: make lock"


def find_unexplained_dependencies(house: House) -> Iterator[str]:
    """Dependencies nobody can say what we would miss without."""
    page = house.read("docs/dependencies.md") if "docs/dependencies.md" in house.files else ""
    explained = {canonicalize_name(name) for name in re.findall(r"^\| `([\w.-]+)", page, flags=re.MULTILINE)}
    declared = {canonicalize_name(wish.name) for wishes in _wishes(house).values() for wish in wishes}
    for name in sorted(declared - explained):
        yield f"docs/dependencies.md: no line for {name}. Say what we would miss."
    for name in sorted(explained - declared):
        yield f"docs/dependencies.md: {name} is explained, but pyproject.toml does not ask for it."


def _wishes(house: House) -> dict[str, list[Requirement]]:
    project = tomllib.loads(house.read("pyproject.toml"))
    groups = {"runtime": project["project"]["dependencies"], **project["dependency-groups"]}
    return {group: [Requirement(name) for name in names] for group, names in groups.items()}


def _find(house: House, name: str, patterns: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for number, line in enumerate(house.read(name).splitlines(), 1):
        for pattern, remedy in patterns:
            if found := re.search(pattern, line):
                yield f"{name}:{number}: {found.group(0).strip()!r}: {remedy}"


RULES = (
    find_long_files,
    find_long_views,
    find_nameless_rooms,
    find_unsafe_words,
    find_glances,
    find_unexplained_ignores,
    find_addresses,
    find_lock_faults,
    find_unexplained_dependencies,
)


def main(arguments: list[str]) -> int:
    """Print every fault; 1 when there is one."""
    house = open_house(Path(arguments[0]) if arguments else Path.cwd())
    faults = [fault for rule in RULES for fault in rule(house)]
    for fault in faults:
        print(fault)
    print(f"House rules: {len(faults)} broken." if faults else f"House rules: kept in {len(house.files)} files.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
