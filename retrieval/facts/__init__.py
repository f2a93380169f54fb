"""A sentence -> what it states, and timelines of such statements."""
