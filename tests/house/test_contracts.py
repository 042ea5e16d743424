"""Each contract between the rooms is seen to fail when it is broken on purpose."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.house.house_copy import BIN, ROOT, HouseCopy, copy_house

DOWN = "Imports go down only"
PURE = "The engine reaches no framework, database, network or clock"
PLAIN = "Files and packs are made without Django or a database"
MODEL = "Entrances never meet a model"
SIDES = "Subjects of the web stand side by side over shared"
RINGS = "No two siblings import each other in a ring"
ALONE = "Questions know nothing of one another"

BROKEN = [
    (DOWN, {"engine/planted.py": "import plait.store"}, "plait.engine.planted"),
    (DOWN, {"files/planted.py": "import plait.store"}, "plait.files.planted"),
    (DOWN, {"store/planted.py": "import plait.jobs"}, "plait.store.planted"),
    (DOWN, {"cli/planted.py": "import plait.web.shared"}, "plait.cli.planted"),
    (DOWN, {"web/shared/planted.py": "import plait.config"}, "plait.web.shared.planted"),
    (DOWN, {"attic/planted.py": ""}, "attic"),
    (PURE, {"engine/planted.py": "import django.db"}, "plait.engine.planted"),
    (PURE, {"engine/planted.py": "import sqlite3"}, "plait.engine.planted"),
    (PURE, {"engine/planted.py": "from urllib.request import urlopen"}, "plait.engine.planted"),
    (PURE, {"engine/planted.py": "import socket"}, "plait.engine.planted"),
    (PURE, {"engine/planted.py": "import procrastinate"}, "plait.engine.planted"),
    (PLAIN, {"files/planted.py": "from django.utils.text import slugify"}, "plait.files.planted"),
    (PLAIN, {"pack/planted.py": "import django"}, "plait.pack.planted"),
    (MODEL, {"web/shared/planted.py": "from plait.store import models"}, "plait.web.shared.planted"),
    (MODEL, {"cli/planted.py": "import plait.store.models"}, "plait.cli.planted"),
    (MODEL, {"jobs/planted.py": "import plait.store.models"}, "plait.jobs.planted"),
    (MODEL, {"api/planted.py": "import plait.store.models"}, "plait.api.planted"),
    (SIDES, {"web/planted/page.py": ""}, "planted"),
    (
        SIDES,
        {"web/people/page.py": "", "web/teams/planted.py": "import plait.web.people.page"},
        "plait.web.teams.planted",
    ),
    (SIDES, {"web/people/page.py": "", "web/shared/planted.py": "import plait.web.people"}, "plait.web.shared.planted"),
    (
        RINGS,
        {"engine/hen.py": "from plait.engine import egg", "engine/egg.py": "from plait.engine import hen"},
        "engine",
    ),
    (
        ALONE,
        {
            "engine/litmus/questions/hen.py": "",
            "engine/litmus/questions/egg.py": "from plait.engine.litmus.questions import hen",
        },
        "plait.engine.litmus.questions.egg",
    ),
]


@pytest.fixture
def house(tmp_path: Path) -> HouseCopy:
    return copy_house(tmp_path)


@pytest.mark.parametrize(
    ("contract", "planted", "named"), BROKEN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_broken_contract_is_named(house: HouseCopy, contract: str, planted: dict[str, str], named: str) -> None:
    for name, text in planted.items():
        house.plant(f"src/plait/{name}", f'"""Planted."""\n\n{text}\n')
    code, said = house.run(str(BIN / "lint-imports"), "--no-cache")
    assert code == 1, said
    assert f"{contract} BROKEN" in said
    assert named in said.split("Broken contracts")[1].split(contract)[1]


def test_each_contract_is_broken_once_above() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    assert {contract["name"] for contract in contracts} == {name for name, _, _ in BROKEN}
