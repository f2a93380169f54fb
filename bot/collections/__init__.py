"""The documents that a chat brings along: their folders, their libraries, and how a file gets in."""
