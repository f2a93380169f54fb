"""The indexed documents that answers and verdicts are made from, and citations of them."""
