"""The plait command: one file per command."""
