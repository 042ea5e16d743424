"""Pages of outcomes: what gets better, what does not, and the chart of each."""
