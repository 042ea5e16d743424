"""Pages: one folder per subject, over what they share."""
