"""Pages of strategy: the objectives of the trust, and what it chose not to do."""
