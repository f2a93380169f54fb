"""Keeping what was read and indexed, so that a folder that is as it was opens at once."""
