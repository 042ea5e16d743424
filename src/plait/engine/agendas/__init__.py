"""Agendas and minutes as people write them become a meeting and its items."""
