"""Other words of a claim beside those of a sentence: which are missing, exchanged, or told of another thing."""
