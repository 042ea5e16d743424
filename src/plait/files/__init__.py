"""Workbooks, CSV and documents become rows of text; records become CSV and workbooks."""
