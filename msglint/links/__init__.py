"""Links and addresses: where they stand in words and mark-up, where they lead, and who owns that place."""
