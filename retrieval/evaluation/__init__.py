"""Question, claim and passage sets -> scores."""
