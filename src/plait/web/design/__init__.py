"""Pages of design decisions with who took part, and of what stands in the way of teams."""
