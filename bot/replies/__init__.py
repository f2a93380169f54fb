"""Answers, sources and pages -> what a person sees: pure functions, without Telegram and without a terminal."""
