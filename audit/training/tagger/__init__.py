"""Make the tagger."""
