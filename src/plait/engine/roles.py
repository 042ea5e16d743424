"""What somebody may be in a trust, and how far what a role may do can reach."""

from enum import Flag, StrEnum


class Role(StrEnum):
    """What somebody is in a trust, by the letters the record keeps."""

    BM = "BM"
    EX = "EX"
    CDIO = "CDIO"
    CL = "CL"
    PMO = "PMO"
    FIN = "FIN"
    TL = "TL"
    ME = "ME"
    CH = "CH"
    RO = "RO"
    SEC = "SEC"
    ADM = "ADM"
    OPS = "OPS"

    @property
    def words(self) -> str:
        """The role as people say it."""
        return _WORDS[self]


_WORDS = {
    Role.BM: "board member",
    Role.EX: "executive director",
    Role.CDIO: "chief digital information officer",
    Role.CL: "CCIO or CNIO",
    Role.PMO: "transformation office",
    Role.FIN: "finance partner",
    Role.TL: "team lead",
    Role.ME: "team member",
    Role.CH: "champion or community lead",
    Role.RO: "reader, like an auditor",
    Role.SEC: "board secretary",
    Role.ADM: "trust administrator",
    Role.OPS: "installation operator",
}


class Scope(Flag):
    """How far a permission reaches; several may hold at once, and NOTHING is false."""

    NOTHING = 0
    TRUST = 1
    TEAMS = 2
    REPORTS = 4
    COMMUNITIES = 8
    SELF = 16
    AGGREGATES = 32
    ROLES = 64
    SHEETS = 128
    SECURITY = 256
    OWNED = 512
    OTHERS = 1024
    NAMED = 2048
    OFFICE = 4096


SCOPES = {
    "T": (Scope.TRUST, "the whole trust"),
    "t": (Scope.TEAMS, "the teams one is in"),
    "m": (Scope.REPORTS, "the people who report to one directly"),
    "c": (Scope.COMMUNITIES, "the communities of practice one leads"),
    "s": (Scope.SELF, "oneself"),
    "A": (Scope.AGGREGATES, "numbers without names"),
    "r": (Scope.ROLES, "people shown by their roles, not their names"),
    "n": (Scope.SHEETS, "only the sheets named below"),
    "e": (Scope.SECURITY, "only what concerns sign-in and access"),
    "o": (Scope.OWNED, "the questions that one's role owns"),
    "x": (Scope.OTHERS, "anybody but oneself"),
    "b": (Scope.NAMED, "what one is named on, by one’s office or oneself"),
    "h": (Scope.OFFICE, "whoever the board secretary has named chair or chief executive, and nobody about oneself"),
}
"""The letters of the table, widest first."""
