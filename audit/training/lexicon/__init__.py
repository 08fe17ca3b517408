"""Rebuild the lexicon in `audit/resources`: `python -m audit.training.lexicon --help`."""
