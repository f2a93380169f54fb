"""Turns of what is told: denials, exceptions, scope, certainty and time, in a claim and in a sentence."""
