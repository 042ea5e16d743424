"""Pages of executives who are shared, of their deputies, and of the interests people declared."""
