"""The competencies that come with Plait, and how a published framework meets them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plait.engine.competencies import Competency
from plait.engine.competency_sheets import COMPETENCIES
from plait.engine.frameworks.cleaning import NOT_PUBLISHED
from plait.engine.frameworks.joining import join_frameworks
from plait.engine.frameworks.shipped import PLAIT, competency_page, shipped_competencies
from plait.engine.sheets import read_cell
from plait.engine.viewpoints import Viewpoint

ROOT = Path(__file__).resolve().parents[2]
NONE_PUBLISHED = (NOT_PUBLISHED, NOT_PUBLISHED, NOT_PUBLISHED, NOT_PUBLISHED)


def ours(name: str, *, also_called: tuple[str, ...] = ()) -> Competency:
    texts = ("Knows", "Does", "Leads", "Sets")
    return Competency(name, "Safety", Viewpoint.CLINICAL, "Our words", texts, PLAIT, also_called)


def theirs(name: str, *, also_called: tuple[str, ...] = ()) -> Competency:
    texts = ("Hears", NOT_PUBLISHED, "Steers", "Rules")
    return Competency(name, "Data", Viewpoint.DIGITAL, "Their words", texts, "Published", also_called)


@pytest.mark.parametrize("viewpoint", list(Viewpoint))
def test_each_viewpoint_has_families_enough_to_staff_a_team(viewpoint: Viewpoint) -> None:
    own = [competency for competency in shipped_competencies() if competency.viewpoint == viewpoint]
    assert len(own) >= 18
    assert len({competency.family for competency in own}) >= 4


def test_shipped_names_stand_once_whatever_their_capitals() -> None:
    names = [competency.name.casefold() for competency in shipped_competencies()]
    assert len(set(names)) == len(names)


def test_shipped_families_belong_to_one_viewpoint_each() -> None:
    pairs = {(competency.family, competency.viewpoint) for competency in shipped_competencies()}
    assert len({family for family, _ in pairs}) == len(pairs)


@pytest.mark.parametrize("competency", shipped_competencies(), ids=lambda competency: competency.name)
def test_every_shipped_competency_says_something_of_each_level(competency: Competency) -> None:
    assert competency.framework == PLAIT
    assert competency.description.endswith(".")
    assert all(text.startswith("Can ") and text.endswith(".") for text in competency.levels)
    assert len({text.casefold() for text in competency.levels}) == 4


@pytest.mark.parametrize("competency", shipped_competencies(), ids=lambda competency: competency.name)
def test_every_shipped_competency_could_stand_on_the_sheet(competency: Competency) -> None:
    for column, text in [("name", competency.name), ("family", competency.family), ("expert", competency.levels[3])]:
        assert read_cell(COMPETENCIES.column(column), text) == text


def test_clinical_safety_names_its_standards() -> None:
    (safety,) = [competency for competency in shipped_competencies() if competency.name == "Clinical safety"]
    assert safety.viewpoint is Viewpoint.CLINICAL
    assert "DCB0129" in safety.description
    assert "DCB0160" in safety.description


def test_the_reference_page_is_the_generated_one() -> None:
    page = ROOT / "docs" / "reference" / "competencies.md"
    assert page.read_text("utf-8") == competency_page(), "The page is old: write what competency_page() returns to it"


def test_a_new_name_is_a_new_competency_at_the_end() -> None:
    joined = join_frameworks([ours("Triage")], [theirs("Data modelling"), theirs("Analysis")])
    assert [competency.name for competency in joined.competencies] == ["Triage", "Analysis", "Data modelling"]
    assert joined.met == ()


@pytest.mark.parametrize("name", ["testing", "Trying out"])
def test_the_same_name_is_the_same_competency_and_takes_the_published_words(name: str) -> None:
    known = ours("Testing", also_called=("Trying out",))
    (one,) = join_frameworks([known], [theirs(name, also_called=("Proving", "TRYING OUT"))]).competencies
    assert one == replace(
        known,
        description="Their words",
        levels=("Hears", "Does", "Steers", "Rules"),
        framework="Published",
        also_called=("Trying out", "Proving"),
    )


def test_a_name_that_meets_a_known_one_is_reported() -> None:
    assert join_frameworks([ours("Testing"), ours("Triage")], [theirs("TESTING")]).met == ("Testing",)


def test_a_text_the_publisher_left_out_leaves_ours_standing() -> None:
    known = ours("Testing")
    silent = replace(theirs("Testing"), description=NOT_PUBLISHED, levels=NONE_PUBLISHED)
    (one,) = join_frameworks([known], [silent]).competencies
    assert (one.description, one.levels) == (known.description, known.levels)


def test_an_other_name_that_is_a_competency_of_its_own_is_not_kept() -> None:
    joined = join_frameworks([ours("Triage")], [theirs("Sorting", also_called=("triage", "Ordering"))])
    assert joined.competencies[1].also_called == ("Ordering",)


names = st.sampled_from(["Audit", "audit", "Triage", "Testing", "Coding"])
others = st.lists(names, max_size=2, unique_by=str.casefold).map(tuple)


def unique(build: st.SearchStrategy[Competency]) -> st.SearchStrategy[list[Competency]]:
    return st.lists(build, max_size=4, unique_by=lambda competency: competency.name.casefold())


@given(unique(st.builds(ours, names, also_called=others)), unique(st.builds(theirs, names, also_called=others)))
def test_bringing_the_same_framework_again_changes_nothing(known: list[Competency], brought: list[Competency]) -> None:
    # Where one brought competency bears another's name as its other name, which is meant nobody can say.
    own = {competency.name.casefold() for competency in brought}
    assume(not any(other.casefold() in own for competency in (*known, *brought) for other in competency.also_called))
    once = join_frameworks(known, brought).competencies
    assert join_frameworks(once, brought).competencies == once
    assert join_frameworks(known, reversed(brought)).competencies == once
    folded = [competency.name.casefold() for competency in once]
    assert len(set(folded)) == len(folded)
