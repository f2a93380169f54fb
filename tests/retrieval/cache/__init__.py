"""Tests of indexes on disk."""
