"""Tests of the webhook and of what is told of a running bot."""
