"""Pages that the program serves: the reader and the preview."""
