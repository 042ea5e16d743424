"""Pages of the assembler: what to ask for, how far the search is, whom it proposes and why."""
