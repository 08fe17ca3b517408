"""How the shipped models and word lists were made; never imported at run time."""
