"""Moves: structural acts tried on a copy of a trust and judged again; conduct has none, and nothing is ranked."""
