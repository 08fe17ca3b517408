"""Make garbled articles out of clean French, with the wrong words known: what node-by-node translation of links leaves.

`python -m audit.training.garble` writes them. A maker takes a sentence and yields the garbles of its kind that the
sentence offers; `classes` weighs the makers, `article` puts their garbles together.
"""
