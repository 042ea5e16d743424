"""Forms of what communities of practice and enabling teams offer part-time."""
