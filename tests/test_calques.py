"""The tables of calques and of contexts: the same lemmas where made and where asked, and nothing in them that French says."""

import re
from itertools import pairwise

import marisa_trie
import numpy as np
import pytest

from audit.french.calques import LONGEST, TABLE, How, calques, lemmas
from audit.french.contexts import contexts
from audit.french.lexicon import Lexicon, load_lexicon
from audit.training.calques.choose import Candidate, French, unseen
from audit.training.calques.contexts import entries
from audit.training.calques.corpus import hash_of, runs
from audit.training.calques.texts import Lemmas, Numbering

LINES = [
    "L’accusée a été jugée au mois de mai, puis elle s’en est allée vers le bas du village.",
    "Jusqu’ici, aujourd’hui encore, les quelques autres n’ont pas eu de réponse des États.",
    "Il a pris 3 décisions : la première n’a pas plu aux maires du Nord-Pas-de-Calais.",
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize("line", LINES)
def test_the_maker_and_the_reader_of_the_table_see_the_same_lemmas(line: str, lexicon: Lexicon) -> None:
    forms = Lemmas(lexicon)
    made = [forms.words()[number].replace("\0open", "de") for number in forms.row(line)]
    assert made == [one.lemma for one in lemmas(line, lexicon, article=False)]


def test_runs_end_at_breaks_and_hash_as_single_ones_do() -> None:
    hashes, places = runs(np.array([5, 7, 0, 7, 5, 9], dtype=np.uint64), 2)
    assert places.tolist() == [0, 3, 4]
    assert hashes.tolist() == [hash_of([5, 7]), hash_of([7, 5]), hash_of([5, 9])]


def test_what_french_says_with_du_or_des_is_no_candidate() -> None:
    numbering = Numbering()
    text = [numbering.of(word) for word in ("faire", "\0open", "bruit", "prendre", "lieu")]
    french = French(numbering.number, [np.array([*text[:3], 0, *text[3:], 0], dtype=np.uint64)])
    rows = [("faire", "bruit"), ("faire", "de", "bruit"), ("prendre", "lieu"), ("prendre", "bruit")]
    found = unseen([Candidate(row, ("x",), 100.0) for row in rows], french)
    assert [one.row for one in found] == [("prendre", "bruit")]


def test_every_entry_can_be_met_and_is_well_formed() -> None:
    table = marisa_trie.BytesTrie().mmap(str(TABLE))
    for key, value in table.items():
        english, _, how = value.decode("utf-8").split("\t")
        assert english
        assert How(how) in How
        assert 2 <= len(key.split(" ")) <= LONGEST


def test_of_entries_that_overlap_one_is_told(lexicon: Lexicon) -> None:
    found = calques("La piscine restera fermée jusqu’à plus loin avis, pour le premier temps depuis 1970.", lexicon)
    assert [one.english for one in found] == ["until further notice", "for the first time"]
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_of_before_what_is_outside_makes_it_french(lexicon: Lexicon) -> None:
    assert not calques("Elle a été tirée hors de l’eau.", lexicon)


def test_a_clause_asks_for_words_near_far_and_none(lexicon: Lexicon) -> None:
    def found(text: str) -> list[str]:
        return [one.english for one in contexts(text, lexicon)]

    assert found("Il a élevé 20 millions de dollars.") == ["raise"]
    assert not found("Il a élevé des lapins, puis dépensé 20 millions de dollars.")
    assert found("Les stocks sont en baisse au Nasdaq.") == ["stock"]
    assert not found("Les stocks de pétrole sont en baisse, dit le Nasdaq.")


def test_every_clause_of_the_contexts_is_well_formed(lexicon: Lexicon) -> None:
    for _, english, right, _, clauses in entries(lexicon):
        assert english
        assert right
        for part in filter(None, re.split("[/&]", clauses)):
            mark, reach, *words = part.split(" ")
            assert mark in "<>~[]!"
            assert int(reach) <= LONGEST
            assert words
