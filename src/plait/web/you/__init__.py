"""For you: one’s own competencies, teams and time, and what waits for one’s word."""
