"""How the models of wording are learned (scripts/train.py runs it)."""
