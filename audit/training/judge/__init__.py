"""How the judge of translations with a source was made, and how good it is."""
