"""A question -> a query -> ranked sentences -> quotes -> an answer."""
