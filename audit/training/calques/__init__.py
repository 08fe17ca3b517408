"""How the table of calques is made: see `python -m audit.training.calques --help`."""
