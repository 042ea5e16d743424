"""Pages of teams: the list, and one team with its strands, members over time, releases and lineage."""
