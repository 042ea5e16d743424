"""Pages of people: the register, and one person with their posts, teams and history."""
