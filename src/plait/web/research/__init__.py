"""Pages of the research log: who was heard, what was learnt and changed, and which assumptions were wrong."""
