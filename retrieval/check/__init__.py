"""A claim -> a verdict."""
