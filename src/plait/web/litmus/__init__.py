"""Where the trust stands: the litmus tests, their questions and the rows behind them."""
