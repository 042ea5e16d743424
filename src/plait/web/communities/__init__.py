"""Pages of communities of practice: which are alive, and who practises alone."""
