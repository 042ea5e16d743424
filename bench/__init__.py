"""How fast Plait is, always beside something else measured in the same run."""
