"""How the lists of names are made: what translation makes of the names of the English-speaking world."""
