"""Each check of make check is seen to fail when its rule is broken on purpose."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.house.house_copy import BIN, ROOT, HouseCopy, copy_house

LONG_FUNCTION = "def planted() -> None:\n" + "".join(f"    a{n} = {n}\n" for n in range(26))
BRANCHY = "def planted(n: int) -> None:\n" + "".join(f"    if n == {n}:\n        planted({n})\n" for n in range(8))
NESTED = "def planted(n: int) -> None:\n" + "".join(f"{'    ' * d}for i{d} in range(n):\n" for d in range(1, 5))
NESTED += f"{'    ' * 5}planted(i4)\n"
CLOCK = "import datetime\nimport time\nimport uuid\n\nfrom django.utils import timezone\n"
CLOCK += "A = (datetime.datetime.now(), datetime.date.today(), time.time(), timezone.now(), uuid.uuid4())\n"

LINTED = [
    ("src/plait/engine/a.py", LONG_FUNCTION, {"PLR0915"}),
    ("src/plait/engine/b.py", BRANCHY, {"PLR0912"}),
    ("src/plait/engine/c.py", "def planted(a: int, b: int, c: int, d: int, e: int, f: int) -> None: ...", {"PLR0913"}),
    ("src/plait/engine/d.py", "def planted(a: int, b: int, c: int, d: int, e: int, f: int) -> None: ...", {"PLR0917"}),
    ("src/plait/engine/e.py", NESTED, {"PLR1702"}),
    ("src/plait/engine/f.py", CLOCK, {"TID251"}),
    ("src/plait/store/f.py", CLOCK, {"TID251"}),
    ("src/plait/files/f.py", CLOCK, {"TID251"}),
    ("src/plait/engine/g.py", "print('heard')", {"T201"}),
    ("src/plait/web/g.py", "print('heard')", {"T201"}),
    ("src/plait/engine/h.py", "def planted() -> None:\n    return None", {"D103"}),
    ("src/plait/web/i.py", "eval('1')", {"S307"}),
    ("src/plait/web/j.py", "try:\n    import json\nexcept Exception:\n    json = None", {"BLE001"}),
    ("src/plait/web/k.py", "# TODO: later", {"FIX002"}),
]
ALLOWED = [
    ("src/plait/cli/l.py", CLOCK, "TID251"),
    ("src/plait/web/l.py", CLOCK, "TID251"),
    ("src/plait/jobs/l.py", CLOCK, "TID251"),
    ("src/plait/cli/m.py", "print('heard')", "T201"),
]

RULED = [
    ("src/plait/engine/long.py", "A = 1\n" * 351, "351 lines, 350 at most"),
    ("tests/engine/test_long.py", "A = 1\n" * 501, "501 lines, 500 at most"),
    ("src/plait/engine/utils.py", "", "no room is called utils"),
    ("src/plait/web/helpers/page.py", "", "no room is called helpers"),
    ("src/plait/web/planted/__init__.py", "", "one sentence"),
    ("src/plait/web/planted/views.py", "def seen():\n" + "    a = 1\n" * 20, "seen has 21 lines, 20 at most"),
    ("src/plait/web/planted/page.jinja", "{{ name | safe }}", "let the template escape"),
    ("src/plait/web/planted/a.py", "mark_safe('<b>')", "let the template escape"),
    ("src/plait/store/b.py", "Person.objects.raw('select 1')", "ask through the ORM"),
    ("src/plait/store/c.py", "people.extra(where=['1=1'])", "ask through the ORM"),
    ("src/plait/store/d.py", "RawSQL('select 1', [])", "ask through the ORM"),
    ("src/plait/web/planted/e.py", 'fields = "__all__"', "name each field"),
    ("src/plait/web/planted/f.py", "@csrf_exempt", "keep the CSRF check"),
    ("src/plait/config/g.py", "ATOMIC_REQUESTS = True", "atomic() round the write only"),
    ("src/plait/config/h.py", '{"ATOMIC_REQUESTS": True}', "atomic() round the write only"),
    ("src/plait/web/planted/i.py", "Team.objects.get(pk=1)", "access function"),
    ("src/plait/web/planted/j.py", "get_object_or_404(Team, pk=1)", "access function"),
    ("src/plait/web/planted/k.py", "raise PermissionDenied", "says so in the log"),
    ("tests/journeys/test_l.py", "assert page.get_by_text('Saved').is_visible()", "which waits for the page"),
    ("tests/engine/test_k.py", "a: int = 'a'  # type: ignore[assignment]", "say the reason"),
    ("docs/planted.md", "Fetch it from https://" + "pypi" + ".org/simple", "a registry"),
    ("docs/folder.md", "It is in /" + "root/plait", "a folder of one machine"),
]
SPOILT_LOCKS = [
    ("requirements.lock", "--index-url https://mirror.example\n", "an address"),
    ("requirements.lock", "planted==1.0\n", "no hash for 'planted'"),
]


@pytest.fixture
def house(tmp_path: Path) -> HouseCopy:
    return copy_house(tmp_path)


def test_ruff_names_each_broken_limit_and_spares_the_entrances(house: HouseCopy) -> None:
    for name, text, _ in LINTED:
        house.plant(name, f'"""Planted."""\n\n{text}\n')
    for name, text, _ in ALLOWED:
        house.plant(name, f'"""Planted."""\n\n{text}\n')
    code, said = house.run(str(BIN / "ruff"), "check", "--no-cache", "--output-format", "json", "src")
    found = {(str(Path(fault["filename"]).relative_to(house.root)), fault["code"]) for fault in json.loads(said)}
    assert code == 1
    assert {(name, rule) for name, _, rules in LINTED for rule in rules} <= found
    assert not {(name, rule) for name, _, rule in ALLOWED} & found


def test_ruff_counts_each_way_to_read_the_clock(house: HouseCopy) -> None:
    house.plant("src/plait/engine/planted.py", f'"""Planted."""\n\n{CLOCK}\n')
    _, said = house.run(str(BIN / "ruff"), "check", "--no-cache", "--select", "TID251", "src/plait/engine/planted.py")
    for banned in (
        "datetime.datetime.now",
        "datetime.date.today",
        "time.time",
        "django.utils.timezone.now",
        "uuid.uuid4",
    ):
        assert f"`{banned}` is banned" in said


def test_ruff_format_names_a_file_out_of_shape(house: HouseCopy) -> None:
    house.plant("src/plait/engine/planted.py", "a   =  1\n")
    code, said = house.run(str(BIN / "ruff"), "format", "--no-cache", "--check", "src/plait/engine/planted.py")
    assert code == 1
    assert "src/plait/engine/planted.py" in said


def test_mypy_is_strict_knows_the_models_and_keeps_any_out_of_the_engine(house: HouseCopy) -> None:
    house.plant("src/plait/engine/planted.py", "from typing import Any\n\ndef planted(a): ...\n\nB: Any = 1\n")
    house.plant("src/plait/store/planted.py", "from plait.store.models import User\n\nUser.objects.filter(nothing=1)\n")
    planted = ("src/plait/engine/planted.py", "src/plait/store/planted.py")
    code, said = house.run(str(BIN / "mypy"), "--cache-dir", str(ROOT / "build" / "mypy-of-copies"), *planted)
    assert code == 1
    assert "engine/planted.py:3: error: Function is missing a type annotation" in said
    assert "engine/planted.py:5: error: Explicit" in said
    assert "store/planted.py:3: error: Cannot resolve keyword 'nothing'" in said


def test_the_house_names_each_broken_rule(house: HouseCopy) -> None:
    for name, text, _ in RULED:
        house.plant(name, text)
    code, said = house.run_python("-m", "tools.house")
    assert code == 1
    for name, _, words in RULED:
        assert any(line.startswith(name) and words in line for line in said.splitlines()), (name, said)


@pytest.mark.parametrize(("lock", "line", "words"), SPOILT_LOCKS)
def test_the_house_names_a_spoilt_lock(house: HouseCopy, lock: str, line: str, words: str) -> None:
    house.plant(lock, (ROOT / lock).read_text(encoding="utf-8") + line)
    code, said = house.run_python("-m", "tools.house")
    assert code == 1
    assert any(fault.startswith(lock) and words in fault for fault in said.splitlines())


def test_the_house_names_a_dependency_without_pin_or_line(house: HouseCopy) -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    house.plant("pyproject.toml", project.replace('"click>=8.1",', '"click>=8.1",\n    "planted>=1",'))
    code, said = house.run_python("-m", "tools.house")
    assert code == 1
    assert "requirements.lock: planted>=1 is asked for, nothing is locked" in said
    assert "docs/dependencies.md: no line for planted" in said


def test_a_model_ahead_of_its_migrations_is_named(house: HouseCopy) -> None:
    models = house.root / "src/plait/store/models/__init__.py"
    planted = (
        "\nfrom django.db import models as _models\n\nclass Planted(_models.Model):\n    name = _models.TextField()\n"
    )
    house.plant("src/plait/store/models/__init__.py", models.read_text(encoding="utf-8") + planted)
    code, said = house.run_python("-m", "django", "makemigrations", "--check", "--dry-run")
    assert code == 1, said
    assert "Create model Planted" in said


def test_two_last_migrations_are_named(house: HouseCopy) -> None:
    folder = house.root / "src/plait/store/migrations"
    first, last = min(folder.glob("0*.py")).stem, (folder / "max_migration.txt").read_text("utf-8").strip()
    body = f"dependencies = [('store', '{first}')]"
    house.plant(
        "src/plait/store/migrations/0099_fork.py",
        f"from django.db import migrations as m\n\nclass Migration(m.Migration):\n    {body}\n",
    )
    code, said = house.run_python("-m", "django", "makemigrations", "--check", "--dry-run")
    assert code == 1, said
    assert "0099_fork" in said
    assert last in said


def test_make_check_runs_every_one_of_them() -> None:
    told = subprocess.run(["make", "--dry-run", "check"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for tool in ("ruff format --check", "ruff check", "mypy", "lint-imports", "tools.house", "makemigrations --check"):
        assert tool in told
