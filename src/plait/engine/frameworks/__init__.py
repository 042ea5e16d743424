"""Competency frameworks: the families that come with Plait, and published ones brought in."""
