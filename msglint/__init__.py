"""msglint: finds in a message to an Amazon buyer what Amazon's Communication Guidelines forbid."""

__version__ = "0.1.0"
