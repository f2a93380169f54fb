"""The reader: documents as pages in a browser."""
