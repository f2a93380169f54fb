"""The preview: the bot in a browser, as Telegram would show it, before there is a token.

It needs the extra `preview` and a checkout, whose `tests/standin` plays Telegram; `bot.commands.preview` sees to both
before any module of this package is imported.
"""
