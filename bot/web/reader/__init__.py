"""The reader: a document as a page on any device, with the quotes of an answer marked in it.

It needs the extra `serve`; `bot.commands.serve` sees to that before any module of this package is imported.
"""
