"""What the pages of every subject share."""
