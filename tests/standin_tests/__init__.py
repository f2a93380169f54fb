"""Promises of the stand-in, one rule per test."""
