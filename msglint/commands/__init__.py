"""Commands: one module each with a click `command` that maps options and calls one function."""
