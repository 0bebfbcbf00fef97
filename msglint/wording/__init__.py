"""Wording: concepts, the sentences they are looked for in, and the joins that make a violation."""
