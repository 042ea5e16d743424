"""Pages of the board's record: its meetings, what they decided, and standing rights."""
