"""Web pages as they are saved: tags, the text between them, which of it is the article, and what the page states."""
