"""Pages of accountability: who answers for each territory, where two people do or nobody, what is settled."""
