"""Pages of competencies: supply against demand, and who can do what."""
