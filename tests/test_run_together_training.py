"""The recipe of the weights that tell two words run together from one that is rare."""

from random import Random

from audit.french.lexicon import load_lexicon
from audit.training import run_together as recipe

ARTICLE = "Le conseil a voté la réforme des transports après un débat houleux entre les élus de la région."


def test_a_pair_run_together_is_to_be_split_where_it_was() -> None:
    made = list(recipe.tokens(ARTICLE, recipe.words, load_lexicon(), Random(1)))  # noqa: S311
    (token,) = (token for token in made if token.right)
    assert token.right in token.splits


def test_the_fit_prefers_what_was_run_together() -> None:
    right, wrong = ("de", "la"), ("del", "a")
    two, one = (
        recipe.Token({right: (1.0, 3.0), wrong: (0.0, 1.0)}, right, 1.0),
        recipe.Token({wrong: (0.0, 1.0)}, None, 1.0),
    )
    sample = [two, two, one, one] * 10
    assert recipe.best(two, recipe.fit(sample))[1] == right
    assert recipe.best(one, recipe.fit(sample))[0] < 0
    assert [line.split()[-1] for line in recipe.report(sample, 1000)][1:] == ["text"] * len(recipe.BOUNDS)
