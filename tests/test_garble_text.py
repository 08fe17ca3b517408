"""The text that is garbled: which lines are clean, and how they are laid out as articles."""

import pytest
from garbling import SENTENCES, chance

from audit.french.lexicon import load_lexicon
from audit.french.parsing import parser
from audit.training.garble import clean, names
from audit.training.garble.links import is_name
from audit.training.garble.names import renderings, respell


def test_names_of_an_article_give_way_to_others_everywhere() -> None:
    lines = ["Le groupe Orvalex ferme.", "La mairie blâme Orvalex pour tout.", "On ne sait rien d’Orvalex ici."]
    new = names.recast(lines, load_lexicon(), chance(1))
    assert new != lines
    assert not any("Orvalex" in line for line in new)
    (name,) = {name for name in renderings() if name in new[0]}
    assert all(name in line for line in new)
    assert name[0] in "AEIOU"  # for the elided « d’ »


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Le maire a ouvert la séance à midi.", True),
        ("« Le maire a ouvert la séance », dit-elle.", True),
        ("le maire a ouvert la séance à midi.", False),
        ("Le maire a ouvert la séance à midi", False),
        ("Le maire a dit « oui à la séance de midi.", False),
        ("Le maire ” a ouvert “ la séance à midi.", False),
        ("Le maire est parti.La séance a été levée.", False),
        ("Le maire est là.", False),
    ],
)
def test_clean_lines_are_whole_undamaged_sentences(line: str, kept: bool) -> None:
    assert clean.clean(line) is kept


def test_an_article_has_one_typography() -> None:
    lines = ['Le maire l\'a "vu".', 'C\'est "tout".'] * 3
    for seed in range(20):
        text = "".join(clean.typeset(lines, chance(seed)))
        assert ("'" in text) != ("’" in text)
        assert sum(mark in text for mark in '«“"') == 1


def test_names_are_respelled_but_not_renamed() -> None:
    made = {respell("Karpinski", chance(seed)) for seed in range(40)}
    assert len(made) > 8
    assert all(name[0] == "K" and abs(len(name) - len("Karpinski")) < 2 for name in made)


def test_names_are_capitalised_proper_nouns() -> None:
    docs = parser().pipe(SENTENCES)
    assert {token.text for doc in docs for token in doc if is_name(token)} >= {"Karim", "Dufresne", "Veltra"}


def test_the_lines_between_paragraphs_are_filled_in() -> None:
    made = {clean.line(chance(seed)) for seed in range(60)}
    assert len(made) > 40
    assert not any(mark in one for one in made for mark in "{}\n")
