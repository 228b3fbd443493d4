"""Searches that somebody follows: what is new for them, put into words, and sent."""
