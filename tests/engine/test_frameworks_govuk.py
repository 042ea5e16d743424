"""The GOV.UK framework: an invented one with every defect of the published tables, and the published ones."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from itertools import starmap
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.competencies import Competency, Level
from plait.engine.frameworks.cleaning import NOT_PUBLISHED, Act, choose_spelling, order_names
from plait.engine.frameworks.govuk import FrameworkReading, RoleNeed, competency_entries, read_framework
from plait.engine.frameworks.published import framework_part, is_framework
from plait.engine.frameworks.skills import GOVUK
from plait.engine.tables import Line, Problem, Table
from plait.engine.viewpoints import Viewpoint

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "data" / "competencies"
ROLE_HEADINGS = (
    "Role Family", "Role", "Role Description", "Role Level", "Role Level Description",
    "Skill Name", "Skill Description", "Skill Level", "Skill Level Description", "Role Type",
)  # fmt: skip
SKILL_HEADINGS = (
    "Skill Name", "Skill Description", "Awareness", "Working", "Practitioner", "Expert", "Roles that require Skill",
)  # fmt: skip

BAKING = "Baking involves turning dough into bread that people want."
KNEADING = "Kneading involves working dough by hand."
SAID = {"Baking": BAKING, "Dough and oven work": BAKING, "Oven work (night shift)": BAKING, "Kneading": KNEADING}


def role(
    skill: str, level: str, *, place: tuple[str, str, str] = ("Bread", "Baker", "Senior baker"),
    said: str | None = None, text: str = "",
) -> tuple[str, ...]:  # fmt: skip
    family, name, role_level = place
    description = SAID.get(skill, "MISSING") if said is None else said
    return (family, name, "", role_level, "", skill, description, level, text, "")


def skill(name: str, *texts: str, said: str | None = None) -> tuple[str, ...]:
    return (name, SAID.get(name, "") if said is None else said, *texts, "Baker")


SHOP = ("Shop", "Shopkeeper", "Shopkeeper")
ROLE_ROWS = (
    role("Baking", "Expert"),
    role("Baking", "Expert"),
    role("Dough and oven work", "Working"),
    role("Baking", "Working", place=SHOP),
    role("Kneading", "Practitioner", place=("Bread", "Baker", "Senior baker ")),
    role("kneading", "Awareness", place=("Bread", "Baker", "Junior\u200b  baker"), said=KNEADING),
    role("Kneading", "Awareness", place=("bread", "Baker", "Night baker"), text="Knead\u2028and rest"),
    role("Selling", "Working", place=SHOP),
    role("Tidying", "Working", place=SHOP, said=""),
    role("Vision", "NOT IN USE", place=("Chiefs", "Chief baker", "NOT IN USE"), said="Vision involves looking ahead."),
)
SKILL_ROWS = (
    skill("Baking", "Knows bread", "Bakes a loaf", "", "Sets the recipe"),
    skill("Dough and oven work", "", "", "Bakes all night", "Never shown"),
    skill("Oven work (night shift)", "", "", "", ""),
    skill("Kneading", "Knows dough", "This skill level is currently not defined.", "Kneads", "Teaches"),
    skill("Selling", "Smiles", "Sells", "Sells much", "Sells all"),
    skill("Tidying", "Sweeps", "Scrubs", "Plans", "Rules"),
    skill("Vision", "", "", "", "", said="Vision involves looking ahead."),
)


def table(name: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(name, headings, 1, tuple(starmap(Line, enumerate(rows, start=2))))


def roles_table(rows: Sequence[tuple[str, ...]] = ROLE_ROWS) -> Table:
    return table("roles", ROLE_HEADINGS, rows)


def skills_table(rows: Sequence[tuple[str, ...]] = SKILL_ROWS) -> Table:
    return table("skills", SKILL_HEADINGS, rows)


def named(reading: FrameworkReading) -> dict[str, Competency]:
    return {competency.name: competency for competency in reading.competencies}


def counts(reading: FrameworkReading) -> dict[Act, int]:
    return {cleaned.kind: cleaned.count for cleaned in reading.report}


def test_both_tables_give_competencies_role_needs_and_a_report() -> None:
    reading = read_framework(roles_table(), skills_table())
    assert reading.problems == ()
    assert [competency.name for competency in reading.competencies] == [
        "Baking", "Kneading", "Selling", "Tidying", "Vision",
    ]  # fmt: skip
    assert reading.role_needs == (
        RoleNeed("Bread", "Baker", "Junior baker", "Kneading", Level.AWARENESS),
        RoleNeed("Bread", "Baker", "Night baker", "Kneading", Level.AWARENESS),
        RoleNeed("Bread", "Baker", "Senior baker", "Baking", Level.EXPERT),
        RoleNeed("Bread", "Baker", "Senior baker", "Kneading", Level.PRACTITIONER),
        RoleNeed("Shop", "Shopkeeper", "Shopkeeper", "Baking", Level.WORKING),
        RoleNeed("Shop", "Shopkeeper", "Shopkeeper", "Selling", Level.WORKING),
        RoleNeed("Shop", "Shopkeeper", "Shopkeeper", "Tidying", Level.WORKING),
    )
    assert counts(reading) == {
        Act.TIDIED: 3,
        Act.SPELLING: 2,
        Act.REPEATED: 1,
        Act.NOT_IN_USE: 1,
        Act.ONE_SKILL: 1,
        Act.MISSING: 1,
        Act.BLANK: 1,
        Act.NO_LEVEL_TEXT: 4 + 1,
        Act.LEVEL_TEXTS: 1,
        Act.ASKED_TWICE: 1,
    }


def test_names_that_share_a_description_become_one_and_fill_its_levels() -> None:
    baking = named(read_framework(roles_table(), skills_table()))["Baking"]
    assert baking.also_called == ("Dough and oven work", "Oven work (night shift)")
    assert baking.levels == ("Knows bread", "Bakes a loaf", "Bakes all night", "Sets the recipe")
    assert (baking.viewpoint, baking.framework, baking.family) == (Viewpoint.DIGITAL, GOVUK, "Bread")


def test_what_was_not_published_says_so() -> None:
    competencies = named(read_framework(roles_table(), skills_table()))
    assert competencies["Selling"].description == NOT_PUBLISHED
    assert competencies["Tidying"].description == NOT_PUBLISHED
    assert competencies["Kneading"].levels[1] == NOT_PUBLISHED
    assert competencies["Vision"].levels == (NOT_PUBLISHED,) * 4


def test_each_act_of_cleaning_names_its_line() -> None:
    report = {cleaned.kind: cleaned for cleaned in read_framework(roles_table(), skills_table()).report}
    places = {kind: [(e.table, e.line, e.text) for e in cleaned.examples] for kind, cleaned in report.items()}
    assert places[Act.TIDIED] == [
        ("roles", 6, "Role Level: Senior baker"),
        ("roles", 7, "Role Level: Junior baker"),
        ("roles", 8, "Skill Level Description: Knead and rest"),
    ]
    assert places[Act.REPEATED] == [("roles", 3, "Baker, Senior baker, Baking")]
    assert places[Act.NOT_IN_USE] == [("roles", 11, "Chief baker, Vision")]
    assert places[Act.SPELLING] == [("roles", 7, "kneading, now Kneading"), ("roles", 8, "bread, now Bread")]
    assert places[Act.ONE_SKILL] == [("skills", 2, "Baking: also Dough and oven work; Oven work (night shift)")]
    assert places[Act.ASKED_TWICE] == [("roles", 4, "Senior baker: Dough and oven work")]


def test_lines_that_repeat_one_are_several_acts_on_one_thing() -> None:
    reading = read_framework(roles_table([*ROLE_ROWS[:2], ROLE_ROWS[0]]), None)
    (repeated,) = [cleaned for cleaned in reading.report if cleaned.kind is Act.REPEATED]
    assert (repeated.count, repeated.distinct) == (2, 1)
    assert (reading.cleaned(Act.REPEATED), reading.cleaned(Act.MISSING)) == (2, 0)


def test_the_roles_table_alone_gives_the_same_names_and_needs() -> None:
    both, alone = read_framework(roles_table(), skills_table()), read_framework(roles_table(), None)
    assert set(named(alone)) == set(named(both))
    assert alone.role_needs == both.role_needs
    assert named(alone)["Kneading"].levels == ("Knead\nand rest", *[NOT_PUBLISHED] * 3)


def test_the_skills_table_alone_gives_the_same_names_without_families_or_needs() -> None:
    both, alone = read_framework(roles_table(), skills_table()), read_framework(None, skills_table())
    assert set(named(alone)) == set(named(both))
    assert alone.role_needs == ()
    assert {competency.family for competency in alone.competencies} == {GOVUK}
    assert counts(alone)[Act.NO_FAMILY] == 5
    assert (counts(alone)[Act.BLANK], Act.MISSING in counts(alone)) == (2, False)


def test_neither_table_is_a_problem_and_empty_tables_are_not() -> None:
    assert [problem.wrong for problem in read_framework(None, None).problems] == [
        "There is neither a table of roles nor a table of skills"
    ]
    assert read_framework(roles_table([]), skills_table([])) == FrameworkReading()


def test_a_bad_row_is_named_and_the_good_ones_stay() -> None:
    rows = [role("Baking", "Wizard"), role("", "Working"), role("Kneading", "Working"), role("x" * 201, "Expert")]
    reading = read_framework(roles_table(rows), None)
    assert [need.competency for need in reading.role_needs] == ["Kneading"]
    assert reading.problems == (
        Problem("roles", 2, "Skill Level", "Wizard", "Not a level", "Write Awareness, Working, Practitioner or Expert"),
        Problem("roles", 3, "Skill Name", "", "Nothing is written here", "Write skill name, like Data modelling"),
        Problem(
            "roles", 5, "Skill Name", "x" * 77 + "…", "201 characters, more than fit", "Write at most 200 characters"
        ),
    )


def test_a_text_too_long_to_keep_is_named() -> None:
    (problem,) = read_framework(None, skills_table([skill("Baking", "x" * 4001, "", "", "")])).problems
    assert (problem.line, problem.column, problem.remedy) == (2, "Awareness", "Write at most 4000 characters")


def test_a_missing_column_is_one_problem_on_the_heading_line() -> None:
    headings = tuple(heading.replace("Role Family", "Family of roles") for heading in ROLE_HEADINGS)
    reading = read_framework(table("roles", headings, ROLE_ROWS), None)
    assert [(problem.line, problem.column) for problem in reading.problems] == [(1, "Role Family")]
    assert reading.competencies == ()


def test_columns_of_texts_may_be_absent() -> None:
    rows = [("Bread", "Baker", "Senior baker", "Baking", "Expert")]
    headings = ("Role Family", "Role", "Role Level", "Skill Name", "Skill Level")
    (baking,) = read_framework(table("roles", headings, rows), None).competencies
    assert (baking.description, baking.levels) == (NOT_PUBLISHED, (NOT_PUBLISHED,) * 4)


def test_of_several_descriptions_of_one_name_the_longest_is_kept() -> None:
    rows = [role("Baking", "Working", said="Short."), role("Baking", "Expert", said="Rather longer.")]
    reading = read_framework(roles_table(rows), None)
    assert named(reading)["Baking"].description == "Rather longer."
    assert reading.cleaned(Act.DESCRIPTIONS) == 1


def test_of_several_texts_of_one_level_the_longest_is_kept_and_the_level_named() -> None:
    rows = [role("Baking", "Working", text="Bakes"), role("Baking", "Working", place=SHOP, text="Bakes a loaf")]
    reading = read_framework(roles_table(rows), None)
    assert named(reading)["Baking"].levels[1] == "Bakes a loaf"
    (cleaned,) = [cleaned for cleaned in reading.report if cleaned.kind is Act.LEVEL_TEXTS]
    assert [example.text for example in cleaned.examples] == ["Baking, Working"]


@pytest.mark.parametrize(
    ("headings", "part"),
    [
        (ROLE_HEADINGS, "roles"),
        (SKILL_HEADINGS, "skills"),
        (tuple(heading.upper() for heading in SKILL_HEADINGS), "skills"),
        (("Competency", "Family", "Viewpoint", "Awareness", "Working", "Practitioner", "Expert"), ""),
        ((), ""),
    ],
)
def test_the_published_form_is_known_by_its_headings(headings: tuple[str, ...], part: str) -> None:
    assert framework_part(table("any", headings, [])) == part
    assert is_framework(table("any", headings, [])) is bool(part)


@pytest.mark.parametrize(
    ("names", "description", "first"),
    [
        (["Oven work", "Baking bread"], "Baking bread involves heat.", "Baking bread"),
        (["Bak", "Baker's rules"], "Baking bread involves heat.", "Bak"),
        (["Oven (night)", "Oven work at any hour"], "Heat.", "Oven work at any hour"),
        (["Oven work", "Oven"], "Heat.", "Oven"),
        (["Beta", "Alfa"], "Heat.", "Alfa"),
    ],
)
def test_the_name_to_keep_is_chosen_by_its_words_alone(names: list[str], description: str, first: str) -> None:
    assert order_names(names, description)[0] == order_names(reversed(names), description)[0] == first


def test_the_spelling_written_most_often_is_kept() -> None:
    assert choose_spelling(["data use", "Data use", "data use"]) == "data use"
    assert choose_spelling(["data use", "Data use"]) == "Data use"


def test_competencies_become_rows_of_their_sheet() -> None:
    reading = competency_entries(read_framework(roles_table(), skills_table()).competencies)
    entry = reading.entries[0]
    assert (entry.sheet, entry.table, entry.line, entry.key) == ("competencies", "skills", 2, ("baking",))
    assert entry.values["viewpoint"] == "digital"
    assert entry.values["practitioner"] == "Bakes all night"
    assert entry.values["also_called"] == ("Dough and oven work", "Oven work (night shift)")
    typed = Competency("Ours", "Own", Viewpoint.CLINICAL, "", ("", "", "", ""), "Trust")
    assert [(e.table, e.line) for e in competency_entries([typed]).entries] == [("", None)]


def without_lines(reading: FrameworkReading) -> tuple[object, ...]:
    competencies = tuple(replace(competency, origin=None) for competency in reading.competencies)
    return competencies, reading.role_needs, counts(reading)


SKILL_NAMES = ("Baking", "baking", "Oven work", "Selling (shop)", "Vision ")
ROLE_PLACES = (SHOP, ("Bread", "Baker", "Baker"), ("bread", "baker", "BAKER"), ("Bread", "Baker", "NOT IN USE"))
role_rows = st.lists(
    st.builds(
        role, st.sampled_from(SKILL_NAMES), st.sampled_from(["Awareness", "expert", "NOT IN USE", "Wizard"]),
        place=st.sampled_from(ROLE_PLACES), said=st.sampled_from(["", "MISSING", BAKING, KNEADING]),
        text=st.sampled_from(["", "One", "Another", "This skill level is currently not defined."]),
    ),
    max_size=8,
)  # fmt: skip
skill_rows = st.lists(
    st.builds(skill, st.sampled_from(SKILL_NAMES), *[st.sampled_from(["", "One", "Two"])] * 4, said=st.just(BAKING)),
    max_size=4,
)


@given(role_rows, skill_rows, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(
    roles: list[tuple[str, ...]], skills: list[tuple[str, ...]], chance: Random
) -> None:
    before = read_framework(roles_table(roles), skills_table(skills))
    assert read_framework(roles_table(roles), skills_table(skills)) == before
    chance.shuffle(roles)
    chance.shuffle(skills)
    assert without_lines(read_framework(roles_table(roles), skills_table(skills))) == without_lines(before)


def published(name: str) -> Table:
    with (PUBLISHED / name).open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file)
    return table(name, tuple(headings), [tuple(row) for row in rows])


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published tables are not beside the repository")
def test_the_framework_as_published() -> None:
    roles, skills = published("gdad_roles.csv"), published("gdad_skills.csv")
    both = read_framework(roles, skills)
    assert both.problems == ()
    # 188 names, 43 of which share 17 descriptions: 188 - 43 + 17
    assert len(both.competencies) == 162
    # 1,825 lines, less 28 not in use, 16 repeated and 5 asked for under two names
    assert len(both.role_needs) == 1776
    assert counts(both) == {
        Act.TIDIED: 58,
        Act.REPEATED: 16,
        Act.NOT_IN_USE: 28,
        Act.ONE_SKILL: 17,
        Act.MISSING: 36,
        Act.BLANK: 5,
        Act.NO_LEVEL_TEXT: 124,
        Act.ASKED_TWICE: 5,
    }
    distinct = {cleaned.kind: cleaned.distinct for cleaned in both.report}
    assert distinct[Act.REPEATED] == 13
    for alone in (read_framework(roles, None), read_framework(None, skills)):
        assert set(named(alone)) == set(named(both))
