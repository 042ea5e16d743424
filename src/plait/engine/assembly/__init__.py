"""Fusion teams by competency: who could serve which needs, the best plan with its bound, and the check of it."""
