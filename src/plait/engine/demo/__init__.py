"""Two invented trusts: what they are, and month by month the files they would send."""
