"""Numbers in a draft: runs of digits, what they are by their shape, and which of them are phone numbers."""
