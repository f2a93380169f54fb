"""Parties of a claim beside those of a sentence: who does it to whom, who holds which office, who says so."""
