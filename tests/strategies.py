"""The strategy of a small trust: an objective that is measured and one that is not, and something not chosen."""

OBJECTIVES = """
Strategic objective|Digital objective|Measured by |Reviewed on
No corridors |                 |Seen in time|05/06/2025
Paperless    |Yes              |            |
"""
NOT_CHOSEN = """
What we will not do|Reason     |Meeting    |Decision      |Instead   |Asked for by|Look again on
A portal of our own|It is there|Board, June|Buy the system|Join it   |Surgery     |01/06/2026
"""
