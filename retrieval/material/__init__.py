"""From the bytes of a file to documents, passages and sentences that know their addresses."""
