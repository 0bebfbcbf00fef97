"""Checks: one module a family; a function here is the `check` of a rule file."""
