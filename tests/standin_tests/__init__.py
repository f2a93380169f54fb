"""What the stand-in promises, one rule per test."""
