"""Shares of staff groups in real trusts, on which the invented ones are calibrated.

Source: NHS Digital (now part of NHS England), NHS Hospital & Community Health Service workforce statistics,
full-time equivalents by organisation and staff group, June 2018. Shares leave out the group “Unknown”.
Digital people are in no group of their own there, so they are left out of an invented trust before it is compared.
"""

from collections.abc import Mapping

# Pooled over the 134 trusts with more than 30 full-time equivalent midwives: 710,472 FTE.
HOSPITAL_SHARES: Mapping[str, float] = {
    "Nurses & health visitors": 0.2699,
    "Support to doctors, nurses & midwives": 0.2378,
    "HCHS doctors": 0.1276,
    "Scientific, therapeutic & technical staff": 0.1259,
    "Central functions": 0.0687,
    "Hotel, property & estates": 0.0585,
    "Support to ST&T staff": 0.0579,
    "Midwives": 0.0295,
    "Managers": 0.0169,
    "Senior managers": 0.0061,
}

# Pooled over the 14 trusts with “Community” in their name: 33,680 FTE.
COMMUNITY_SHARES: Mapping[str, float] = {
    "Nurses & health visitors": 0.3502,
    "Support to doctors, nurses & midwives": 0.2563,
    "Scientific, therapeutic & technical staff": 0.1749,
    "Central functions": 0.0812,
    "Support to ST&T staff": 0.0555,
    "Hotel, property & estates": 0.0300,
    "HCHS doctors": 0.0210,
    "Managers": 0.0179,
    "Senior managers": 0.0108,
    "Midwives": 0.0009,
}

TOLERANCE = 0.025
"""How far a share of an invented trust may lie from the real one: 2.5 percentage points."""
