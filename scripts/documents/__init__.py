"""What is written into `docs/` from the code and the rules: see `scripts/document.py`."""
