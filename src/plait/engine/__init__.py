"""Rules and sums: no Django, network, database or clock."""
