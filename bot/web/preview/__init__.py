"""The preview: the bot in a browser, as Telegram would show it, before there is a token.

It needs the libraries of the extra `preview`; `bot.commands.preview` looks for them before it imports any module of
this package. `standin` plays Telegram.
"""
