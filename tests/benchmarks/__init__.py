"""Figures of speed: run by hand, one command each."""
