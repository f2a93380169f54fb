"""Arrays and strings in one file, mapped into memory."""
