"""Keeping arrays and texts in one file, and using them from there."""
