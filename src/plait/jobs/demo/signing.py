"""Who signs in to the demo: one user for each role."""

from dataclasses import dataclass

from plait.engine.demo.history import NORTHMOOR, SOUTHMERE, InventedTrust
from plait.engine.demo.plans import read_plan
from plait.engine.permissions import Role

DEMO_PASSWORD = "three strands, one plait"  # noqa: S105 - known to all, for invented trusts only: load_demo sees to it


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in as `plait demo` prints it; `trust` lists the codes of the trusts it opens."""

    role: str
    email: str
    password: str
    trust: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A role in an invented trust, and who has it: somebody of its plan, or a name from outside."""

    trust: InventedTrust
    role: Role
    person: str = ""
    email: str = ""
    name: str = ""

    @property
    def address(self) -> str:
        """The address this user signs in with."""
        return self.email or {row["person"]: row["email"] for row in read_plan(self.trust.word).story}[self.person]


CHAIR_EMAIL = "chair@northmoor.example"
"""Who is named chair, and so opens the record of an appointment."""

SEATS = (
    Seat(NORTHMOOR, Role.BM, email="board.member@northmoor.example", name="Winifred Ashgrove-Bello"),
    Seat(NORTHMOOR, Role.BM, email=CHAIR_EMAIL, name="Sir Aldous Penhaligon-Wray"),
    Seat(NORTHMOOR, Role.EX, "coo 1"),
    Seat(NORTHMOOR, Role.CDIO, "cdio 1"),
    Seat(NORTHMOOR, Role.CL, "ccio 1"),
    Seat(NORTHMOOR, Role.PMO, "head-pmo 1"),
    Seat(NORTHMOOR, Role.FIN, "finance-partner 1"),
    Seat(NORTHMOOR, Role.TL, "call-lead 1"),
    Seat(NORTHMOOR, Role.ME, "community-nurse 1"),
    Seat(NORTHMOOR, Role.CH, "safety-officer 1"),
    Seat(NORTHMOOR, Role.RO, email="auditor@northmoor.example", name="Lorcan Thistlethwaite"),
    Seat(NORTHMOOR, Role.SEC, "board-secretary 1"),
    Seat(NORTHMOOR, Role.ADM, "workforce-planner 1"),
    Seat(SOUTHMERE, Role.CDIO, "cdio 1"),
    Seat(SOUTHMERE, Role.PMO, "transformation 1"),
    Seat(SOUTHMERE, Role.TL, "product-manager 1"),
)


def sign_ins() -> tuple[SignIn, ...]:
    """Every sign-in of the demo, each once: the shared chief digital and information officer opens both trusts."""
    trusts: dict[str, list[str]] = {}
    for seat in SEATS:
        trusts.setdefault(seat.address, []).append(seat.trust.code)
    roles = {seat.address: seat.role.words for seat in reversed(SEATS)} | {CHAIR_EMAIL: "chair of the board"}
    return tuple(SignIn(roles[email], email, DEMO_PASSWORD, ", ".join(codes)) for email, codes in trusts.items())
