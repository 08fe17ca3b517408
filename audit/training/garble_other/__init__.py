"""A second garble generator, to test what was trained on the first: other text, other ways, no parse, no shared code.

It reads English beside its human French (`python -m audit.training.garble_other EN FR OUT.jsonl`), takes stretches of
the English for links, finds what stands for them in the French by a word alignment of its own, and puts the dictionary's
words there, one for each English word, in their order; or it lets the usual accidents happen where the link was.
"""
