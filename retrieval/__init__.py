"""Documents and questions: everything between the bytes of a folder and an answer that quotes them.

This package knows no Telegram and opens no network connection. `retrieval.library.Library` is its face.
"""
