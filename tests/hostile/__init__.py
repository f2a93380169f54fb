"""Input that is meant to break things: what is tried, on what, and how often."""
