"""Does every programme say whose portfolio it belongs to?

What is counted, and why (requirement 23): technology and transformation may be one portfolio or two, and both are
clean. They are one where a single person answers today, by the claims, for every territory of both; then nothing more
is asked. They are two where different people do; then each programme of the day names the territory it belongs to, and
one that names none, or one that has ended, leaves it to either. Where nobody answers for one of the two, nobody can
tell whether they are one or two.
"""

from decimal import Decimal

from plait.engine.accountability import Territory
from plait.engine.accountability_sheets import CHANGE_KINDS, KINDS, TECHNOLOGY_KINDS
from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.portfolio_sketches import sketch_portfolios
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL, Claim
from plait.engine.programmes import Programme
from plait.engine.trust import Trust, holding_on, identities

COLUMNS = ("Programme", "Portfolio", "Kind of territory")
NAMES = Claim("programme", "programmes", "names its portfolio", "name their portfolio")
NOBODY, ENDED = "None named", "{} (not a territory of today)"


def judge(trust: Trust) -> Finding:
    """Asks first whether one person answers for both, and only then what each programme names."""
    technology, change = _who(trust, TECHNOLOGY_KINDS), _who(trust, CHANGE_KINDS)
    if not technology or not change:
        what = "technology" if not technology else "transformation"
        return Finding(
            Verdict.NOT_ENOUGH_EVIDENCE,
            f"{CANNOT_TELL} Nobody is recorded to answer for {what}.",
            would_count=f"A claim, of today, to a territory of {what}.",
        )
    territories = {one.name: one for one in trust.territories}
    unclear = [one for one in trust.programmes if one.portfolio not in territories]
    rows = tuple(_row(one, territories, apart=technology | change) for one in sorted(trust.programmes, key=_order))
    if len(technology | change) == 1:
        return Finding(
            Verdict.MET,
            "One person answers for technology and for transformation.",
            COLUMNS,
            rows,
            "A second person who answers for either: then each programme names its portfolio.",
        )
    return _apart(trust, unclear, rows)


def _apart(trust: Trust, unclear: list[Programme], rows: tuple[EvidenceRow, ...]) -> Finding:
    if not trust.programmes:
        nothing = f"{CANNOT_TELL} Technology and transformation are led apart, and no programme is recorded."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A programme on the Programmes sheet.")
    every = len(trust.programmes)
    named = NAMES.counted(every - len(unclear), every)
    return Finding(
        Verdict.NOT_MET if unclear else Verdict.MET,
        f"Technology and transformation are led apart. {named}.",
        COLUMNS,
        tuple(sorted(rows, key=lambda row: not row.is_highlighted)),
        "A Portfolio on the Programmes sheet for each, or one person who answers for both."
        if unclear
        else "A programme that names no portfolio, or one that has ended.",
    )


def _who(trust: Trust, kinds: frozenset[str]) -> set[str]:
    """Those who answer today for a territory of these kinds, each person once."""
    names = {one.name for one in trust.territories if one.kind in kinds}
    bears = {number: " ".join(identity) for number, identity in identities(trust.people).items()}
    return {
        bears.get(one.employee_number, one.employee_number)
        for one in holding_on(trust.claims, trust.on)
        if one.territory in names and one.overruled_on is None
    }


def _order(programme: Programme) -> tuple[str, str]:
    return programme.name.casefold(), programme.name


def _row(programme: Programme, territories: dict[str, Territory], *, apart: set[str]) -> EvidenceRow:
    of = territories.get(programme.portfolio)
    told = ENDED.format(programme.portfolio) if programme.portfolio and of is None else programme.portfolio or NOBODY
    kind = KINDS.get(of.kind, of.kind) if of else ""
    return EvidenceRow(
        programme.name, (told, kind), is_highlighted=of is None and len(apart) > 1, origin=programme.origin
    )


TEST = Litmus(
    slug="portfolios-are-clear",
    heading=Heading.LEADERSHIP,
    question="Does every programme say whose portfolio it belongs to?",
    ask="Which programme do both the technology and the transformation director think is the other's?",
    indicator="Programmes of the day that name no territory of today as their portfolio, where different people answer "
    "for technology (a digital service) and for transformation (a change portfolio, transformation). Where one person "
    "answers for both, no programme need name any.",
    source="NHS Providers, Leading digital teams: technology and transformation combined",
    threshold=Threshold(Measure.RULE, Decimal(0), "programmes"),
    feeds=("programmes", "territories", "accountability claims", "people"),
    owner="Chief executive",
    success_measure="Well led",
    judge=judge,
    examples=(
        Example(
            "One person answers for the digital service and for the change portfolio; no programme says anything.",
            sketch_portfolios({"Electronic prescribing": "", "Home first": ""}, together=True),
            Verdict.MET,
            "One person answers for technology and for transformation.",
        ),
        Example(
            "Two people answer, and both programmes say to which territory they belong.",
            sketch_portfolios({"Electronic prescribing": "Change portfolio", "Network renewal": "Digital service"}),
            Verdict.MET,
            "Technology and transformation are led apart. Both programmes name their portfolio.",
        ),
        Example(
            "Two people answer; one of three programmes belongs to nobody's portfolio, one to a territory of the past.",
            sketch_portfolios(
                {"Electronic prescribing": "Change portfolio", "Portal": "", "Theatre lists": "Old portfolio"}
            ),
            Verdict.NOT_MET,
            "Technology and transformation are led apart. 1 of 3 programmes names its portfolio.",
        ),
        Example(
            "Nobody answers for transformation.",
            sketch_portfolios({"Electronic prescribing": "Digital service"}, kinds=("digital service", "other")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. Nobody is recorded to answer for transformation.",
        ),
        Example(
            "Nobody answers for technology.",
            sketch_portfolios({"Electronic prescribing": "Digital service"}, kinds=("other", "change portfolio")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. Nobody is recorded to answer for technology.",
        ),
        Example(
            "Two people answer, and no programme is recorded.",
            sketch_portfolios({}),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. Technology and transformation are led apart, and no programme is recorded.",
        ),
        Example(
            "Nobody sent the programmes.",
            sketch_portfolios({}, sheets=("people", "territories", "accountability claims")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Programmes sheet has not been sent.",
        ),
    ),
)
