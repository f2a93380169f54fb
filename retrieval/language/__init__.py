"""Chinese text as a search engine sees it: folded characters, words, grams, and what a question asks for."""
