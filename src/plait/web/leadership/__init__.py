"""Pages of leadership roles: who holds each, since when nobody does, what it may decide and spend."""
