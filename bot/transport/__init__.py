"""The connection to Telegram: updates in, messages out, in order and not too fast."""
