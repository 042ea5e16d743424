"""Pages of services: the list, and one service with what it needs and who works on it."""
