"""Tests of saved web pages."""
