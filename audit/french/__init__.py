"""French itself: its words, parses, and what may stand where in a sentence."""
