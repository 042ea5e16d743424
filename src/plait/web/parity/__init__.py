"""Pages of parity: how the board's time is shared, and whether its technology decisions had expertise."""
