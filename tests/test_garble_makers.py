"""The makers of garbles: each has something to make, and what is French is not made."""

import pytest
from garbling import SENTENCES, edits, make, wrongs
from spacy.tokens import Doc

from audit.french.lexicon import load_lexicon
from audit.french.parsing import parser
from audit.training.garble import (
    agreement,
    boundary,
    clauses,
    literal,
    names,
    order,
    proper,
    senses,
    small_words,
    verbs,
)
from audit.training.garble.article import apply
from audit.training.garble.classes import CLASSES, Maker
from audit.training.garble.edit import Edit
from audit.training.garble.names import renderings

MAKERS = [(kind, maker) for kind, one in CLASSES.items() for maker in one.makers]


@pytest.fixture(scope="module")
def docs() -> list[Doc]:
    return list(parser().pipe(SENTENCES))


def only(docs: list[Doc], kind: str) -> list[tuple[str, str]]:
    """The texts before and inside the gold spans of one class, over a few seeds."""
    made = (make(docs, seed, **{kind: 1}) for seed in range(6))
    return [(text[:start], text[start:end]) for text, gold in made for start, end, name in gold if name == kind]


@pytest.mark.parametrize(("kind", "maker"), MAKERS, ids=lambda value: getattr(value, "__qualname__", value))
def test_every_maker_makes_garbles_of_its_class(docs: list[Doc], kind: str, maker: Maker) -> None:
    made = [found for seed in range(6) for found in edits(maker, docs, seed)]
    assert made
    for old, edit in made:
        text, gold = apply("", [Edit(0, 0, edit.new, edit.kinds)])
        assert text != old
        assert gold
        assert all(text[start:end] == text[start:end].strip() != "" for start, end, _ in gold)
        assert {name for _, _, name in gold} == {kind}


def test_weights_and_shares_of_every_class_are_positive() -> None:
    assert all(one.share > 0 and one.weight > 0 and min(one.makers.values()) > 0 for one in CLASSES.values())


def test_glue_joins_words_of_the_sentence(docs: list[Doc]) -> None:
    clean_text = "".join(SENTENCES).replace(" ", "").replace("’", "").replace(",", "").replace(".", "").lower()
    for _, wrong in only(docs, "glued"):
        assert wrong.replace(" ", "").replace("’", "").replace(",", "").replace(".", "").lower() in clean_text


def test_a_false_break_has_its_stop_inside(docs: list[Doc]) -> None:
    assert all("." in wrong for _, wrong in only(docs, "false-sentence-break"))


@pytest.mark.parametrize(
    ("maker", "text", "not_wrong"),
    [
        (agreement.adjective, "Les réformes rapides inquiètent la ville.", "rapides"),  # has no other gender
        (agreement.adjective, "Une centaine de personnes est venue dimanche.", "venues"),  # agrees with either
        (boundary.raise_capital, "Le ministre a rencontré le président de la République.", "Président"),
        (boundary.glue, "Il travaille sur tout le pays.", "surtout"),
        (boundary.stop, "Le maire a rencontré lundi Karim Dufresne.", "lundi. Karim"),  # may begin a sentence
        (small_words.lose_ne, "« Je ne sais pas », a dit le maire.", "Je sais"),  # so people speak
        (small_words.lose_pas, "Il n’ose pas répondre à la presse.", "ose répondre"),
        (small_words.lose_preposition, "Il est resté à Nantes pendant deux jours.", "pendant deux"),
        (verbs.bare_participle, "Le maire dit que la ville a changé.", "dit"),  # finite as well
        (order.adjective_first, "Une nouvelle maison a été construite.", "nouvelle maison"),
        (literal.literal, "Il défend un système unique et fermé.", "unique système"),
        (names.by_table, "Karim Dufresne dirige une banque.", "Banques"),
        (proper.lost_article, "Le chef du gouvernement de la Corée est parti.", "de Corée"),
        (proper.lost_article, "Il a voté contre Marine Le Pen dimanche.", "Marine Pen"),
    ],
)
def test_what_is_french_is_not_made(maker: Maker, text: str, not_wrong: str) -> None:
    assert not_wrong not in wrongs(maker, text)


@pytest.mark.parametrize(
    ("maker", "text", "wrong"),
    [
        (agreement.unelided, "La direction de l’usine a changé.", "du usine"),
        (boundary.glue_quotation, "Il a dit au Courrier “nous partons”.", "Courrier“nous"),
        (small_words.exchange_preposition, "Il risque de perdre son poste.", "à perdre"),
        (small_words.exchange_than, "Il a vu plus de 300 oiseaux.", "plus que"),
        (order.noun_first, "Le médecin de la prison est parti.", "prison médecin"),
        (order.adjective_first, "Il faudra des hivers plus chauds.", "plus chauds hivers"),
        (verbs.auxiliary_infinitive, "Les élus proposent une loi.", "sont proposer"),
        (verbs.participle_infinitive, "Il devrait atteindre la côte mardi.", "atteignant"),
        (senses.wrong_noun, "Il apporte son soutien au projet.", "support"),
        (senses.collocation, "Elle veut prendre une décision.", "faire"),
        (senses.particle, "Le juge a rejeté la demande.", "tourné vers le bas"),
        (names.by_table, "La lettre d’Apple est arrivée.", "Pomme"),
        (proper.lost_article, "Il a travaillé dans l’Ohio pendant un an.", "dans Ohio"),
        (proper.lost_join, "Les ventes ont baissé en Belgique.", "dans Belgique"),
        (clauses.pronoun_before_report, "« La loi passera », a-t-elle ajouté mardi.", "elle a ajouté"),
        (verbs.imperative, "Le maire critique le projet et demande une enquête.", "demandez"),
    ],
)
def test_makers_make_what_they_say(maker: Maker, text: str, wrong: str) -> None:
    assert wrong in wrongs(maker, text)


def test_a_noun_of_another_gender_brings_its_article() -> None:
    (found,) = edits(senses.wrong_noun, [parser()("Il connaît bien l’usine.")])
    assert found[1].new == "la ⟦plante⟧"


def test_a_translated_name_takes_the_article_it_needs() -> None:
    (found,) = edits(names.by_table, [parser()("La lettre d’Apple est arrivée.")])
    assert found[1].new == "de ⟦Pomme⟧"


def test_tables_name_words_of_the_lexicon_and_no_word_twice() -> None:
    lexicon, table = load_lexicon(), senses.table()
    for pos in ("noun", "verb", "adjective", "adv"):
        assert [lemma for lemma in table[pos] if not any(a.pos == pos for a in lexicon.analyses(lemma))] == []
        assert [lemma for lemma, entry in table[pos].items() if entry["to"] == lemma] == []
    assert [name for name, wrong in renderings().items() if name == wrong] == []
