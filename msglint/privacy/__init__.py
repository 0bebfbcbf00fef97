"""Secrets and personal data in a draft: cards, bank accounts, passwords, where the buyer lives."""
