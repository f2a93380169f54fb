"""Updates that Telegram brings, instead of being asked for them."""
