"""Handlers of updates: read it, ask the library, render, reply."""
