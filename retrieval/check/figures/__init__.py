"""Figures, dates and ranks of a claim beside those of a sentence: which values, and of what they are told."""
