"""The plan of one invented trust, as tables people can read and change."""
