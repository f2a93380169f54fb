"""The face of the program: the command line, the terminal conversation and the Telegram bot."""
