"""From the bytes of a file to documents, passages and sentences with their addresses."""
