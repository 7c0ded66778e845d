"""The report of a work: how its text was treated, what is lost, and what is doubtful."""
