"""What every page shares: its frame, components, tables and the middleware around it."""
