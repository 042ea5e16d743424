"""Are there enough trained clinician-informaticians, and whom does no champion reach?

What is counted, and why (requirement 15): champions active within the last 90 days who are trained, each person once,
and whose viewpoint is clinical: an operational champion is a bridge, not a clinician. Who is on long leave covers
nothing meanwhile; no dates of it are told here. A trust of median size needs
five (Wachter review); another in proportion to its staff, rounded up (our default). Coverage is shown and not judged:
the professions and sites of clinical staff, and the shifts, with how many champions each has. Counts only: a share of
few would mean little.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from plait.engine.champions import MEDIAN_FTE, Champion, active_among, needed
from plait.engine.litmus.examples import ChampionSketch, Example, sketch_champions
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import WHOLE, Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, listed, many
from plait.engine.long_leave import on_leave
from plait.engine.people import Person
from plait.engine.permissions import Action
from plait.engine.shifts import SHIFTS
from plait.engine.small_numbers import count_people
from plait.engine.trust import Trust, by_number, identities
from plait.engine.viewpoints import Viewpoint

Kept = TypeVar("Kept")
TRAINED = "trained clinician-informaticians"
SHIFT, SITE, PROFESSION = KINDS = ("Shift", "Site", "Profession")
COLUMNS = ("Profession, site or shift", "What it is", "Active champions", "Of them trained", "Clinical staff")


@dataclass(frozen=True, slots=True)
class Cover:
    """A shift, a site or a profession: its active champions, and the clinical staff there; of a shift nobody knows."""

    name: str
    kind: str
    champions: tuple[Champion, ...]
    staff: tuple[Person, ...] = ()


def judge(trust: Trust) -> Finding:
    """Counts trained clinicians among the active champions against what a trust of this size needs."""
    # Of a day before the first champion began nothing is known: the record may have begun later.
    if not any(one.starts <= trust.on for one in trust.champions):
        nothing = f"{CANNOT_TELL} No champion is recorded."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A champion on the Champions sheet.")
    people = by_number(trust.people)
    gone = on_leave(trust.leave, trust.on)
    there = (one for one in active_among(trust.champions, trust.on) if one.employee_number not in gone)
    active = [one for one in there if one.employee_number in people]
    who = identities(trust.people)
    have = len({who[one.employee_number] for one in active if _is_informatician(one, people)})
    need = needed(TEST.limit_of(trust), sum((one.wte for one in trust.people), Decimal(0)))
    covers = sorted(_covers(trust, people, active), key=_nobody_first)
    rows = tuple(_row(one, people) for one in covers)
    champions = len({who[one.employee_number] for one in active})
    return Finding(
        # What is needed is a whole number, so three quarters of it are partly met, as for any count.
        verdict_of_share(have, need, at_least=Decimal(WHOLE)),
        f"{_are_active(have)}; our size needs {need:,}.{_nobody_covers(covers)}",
        COLUMNS,
        rows,
        f"Active champions who are clinicians and trained, on the Champions sheet: {need - have:,} more."
        if have < need
        else "Trained clinician-informaticians who leave, go on long leave, or are not active for more than 90 days.",
        counted=count_people(
            [row.cells for row in rows],
            Action.READ_CHAMPIONS.name,
            columns=(1, 2, 3),
            people=champions,
            said=[have],
        ),
    )


def _are_active(have: int) -> str:
    return f"{many(have, 'trained clinician-informatician is', 'trained clinician-informaticians are')} active"


def _nobody_covers(covers: Iterable[Cover]) -> str:
    shifts = [one.name.lower() for one in covers if one.kind == SHIFT and not one.champions]
    return f" Nobody covers {listed(shifts, joined_by='or')}." if shifts else ""


def _is_informatician(champion: Champion, people: Mapping[str, Person]) -> bool:
    return champion.trained is True and people[champion.employee_number].viewpoint is Viewpoint.CLINICAL


def _covers(trust: Trust, people: Mapping[str, Person], active: Sequence[Champion]) -> Iterator[Cover]:
    """Every shift, and every site and profession of clinical staff or of an active champion."""
    for shift in SHIFTS:
        yield Cover(shift, SHIFT, tuple(one for one in active if shift in one.shifts))
    clinical = sorted((one for one in trust.people if one.viewpoint is Viewpoint.CLINICAL), key=_number)
    own = [(one, people[one.employee_number]) for one in active]
    sites = [(champion.site or person.site, champion) for champion, person in own]
    yield from _places(SITE, sites, [(one.site, one) for one in clinical])
    professions = [(champion.profession or person.profession, champion) for champion, person in own]
    yield from _places(PROFESSION, professions, [(one.profession, one) for one in clinical])


def _number(one: Person) -> str:
    return one.employee_number


def _places(kind: str, champions: Sequence[tuple[str, Champion]], staff: Sequence[tuple[str, Person]]) -> list[Cover]:
    """A cover for each name, whatever its capitals, as it is spelt by most; what has no name is left out."""
    covering, working = _by_name(champions), _by_name(staff)
    spelt = Counter(name for name, _ in (*champions, *staff))
    by_count = sorted(spelt.items(), key=lambda each: (-each[1], each[0]), reverse=True)
    names = {name.casefold(): name for name, _ in by_count}  # the last one stays: the commonest
    return [Cover(names[each], kind, covering.get(each, ()), working.get(each, ())) for each in sorted(names) if each]


def _by_name(named: Iterable[tuple[str, Kept]]) -> dict[str, tuple[Kept, ...]]:
    found: dict[str, list[Kept]] = {}
    for name, one in named:
        found.setdefault(name.casefold(), []).append(one)
    return {name: tuple(those) for name, those in found.items()}


def _nobody_first(cover: Cover) -> tuple[bool, int, int]:
    return bool(cover.champions), KINDS.index(cover.kind), -len(cover.staff)


def _row(cover: Cover, people: Mapping[str, Person]) -> EvidenceRow:
    """It comes from the first of its champions; where there is none, from the first of its staff."""
    trained = sum(_is_informatician(one, people) for one in cover.champions)
    first = cover.champions[:1] or cover.staff[:1]
    staff = "" if cover.kind == SHIFT else f"{len(cover.staff):,}"
    return EvidenceRow(
        cover.name,
        (cover.kind, f"{len(cover.champions):,}", f"{trained:,}", staff),
        is_highlighted=not cover.champions,
        origin=first[0].origin if first else None,
        people=tuple(one.employee_number for one in cover.champions),
        is_absent=not first,
    )


TEST = Litmus(
    slug="informaticians-are-enough",
    heading=Heading.LEADERSHIP,
    question="Are there enough trained clinician-informaticians?",
    ask="Who keeps digital work going on the wards at night, and who would take over?",
    indicator="Trained clinician-informaticians active in the last 90 days and not on long leave; 5 for a trust of "
    "average size, more or "
    f"fewer in proportion to its staff: 5 × our whole-time equivalents ÷ {MEDIAN_FTE:,}, rounded up (our default). "
    f"{MEDIAN_FTE:,} is the median of 229 trusts (NHS Digital, HCHS workforce statistics, June 2018). Shifts, and the "
    "professions and sites of clinical staff, are listed with their champions, those without one first.",
    source="Wachter review, 2016",
    threshold=Threshold(
        Measure.COUNT, Decimal(5), f"{TRAINED} in a trust of {MEDIAN_FTE:,} WTE", "Wachter review, 2016"
    ),
    feeds=("champions", "people"),
    reads_too=("long leave",),
    owner="Chief nursing information officer",
    success_measure="Support people",
    judge=judge,
    examples=(
        Example(
            "A trust of median size has five, from four professions, on every shift.",
            sketch_champions(
                3851, *map(ChampionSketch, ("Adult nurse", "Adult nurse", "Acute physician", "Midwife", "Dietitian"))
            ),
            Verdict.MET,
            "5 trained clinician-informaticians are active; our size needs 5.",
        ),
        Example(
            "A small trust needs one, and has one, by day only.",
            sketch_champions(600, ChampionSketch("District nurse", ("Days", "Weekends"))),
            Verdict.MET,
            "1 trained clinician-informatician is active; our size needs 1. Nobody covers evenings or nights.",
        ),
        Example(
            "Of five champions one is not trained; nobody is there at night.",
            sketch_champions(
                3851,
                *(ChampionSketch("Adult nurse", ("Days", "Evenings", "Weekends")) for _ in range(4)),
                ChampionSketch("Midwife", ("Days",), trained=False),
            ),
            Verdict.PARTLY_MET,
            "4 trained clinician-informaticians are active; our size needs 5. Nobody covers nights.",
        ),
        Example(
            "Of five trained champions two were not active for 91 days, and one is an operational manager.",
            sketch_champions(
                3851,
                *(ChampionSketch("Adult nurse") for _ in range(2)),
                *(ChampionSketch("Midwife", active_days_ago=91) for _ in range(2)),
                ChampionSketch("Operational manager", viewpoint=Viewpoint.OPERATIONAL),
            ),
            Verdict.NOT_MET,
            "2 trained clinician-informaticians are active; our size needs 5.",
        ),
        Example(
            "Of two champions of a small trust the one who is there at night is on long leave.",
            sketch_champions(
                600,
                ChampionSketch("District nurse", ("Days", "Evenings", "Weekends")),
                ChampionSketch("Midwife", ("Nights",), is_on_leave=True),
            ),
            Verdict.MET,
            "1 trained clinician-informatician is active; our size needs 1. Nobody covers nights.",
        ),
        Example(
            "Nobody sent the champions.",
            sketch_champions(3851, sheets=("people",)),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Champions sheet has not been sent.",
        ),
    ),
)
