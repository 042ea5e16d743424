"""Bringing files: upload, preview, approval, undo, and matching a report’s own columns."""
