"""The preview: the bot in a browser."""
