"""Words -> their places: locate, verify, count, and the difference between two texts."""
