"""Pages of who learns about digital work: the wider trust by staff group, and the members of the board."""
