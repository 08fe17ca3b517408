"""The lexicon says of French words what grammars and dictionaries say; the tables below are written by hand."""

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audit.french.lexicon import RESOURCES, Analysis, Lexicon, load_lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def words(text: str) -> list[str]:
    return text.split()


READINGS = [
    ("guerres", Analysis("noun", "guerre", gender="f", number="p")),
    ("Guerre", Analysis("noun", "guerre", gender="f", number="s")),
    ("augmenter", Analysis("verb", "augmenter", mood="infinitive")),
    ("augmente", Analysis("verb", "augmenter", mood="indicative", tense="present", person="3", number="s")),
    ("augmente", Analysis("verb", "augmenter", mood="subjunctive", tense="present", person="1", number="s")),
    ("proposées", Analysis("verb", "proposer", mood="participle", tense="past", gender="f", number="p")),
    ("poursuivant", Analysis("verb", "poursuivre", mood="participle", tense="present")),
    ("ont", Analysis("verb", "avoir", mood="indicative", tense="present", person="3", number="p")),
    ("belles", Analysis("adjective", "beau", gender="f", number="p")),
    ("actrice", Analysis("noun", "acteur", gender="f", number="s")),
    ("œuvres", Analysis("noun", "œuvre", number="p")),
    ("djihadistes", Analysis("noun", "djihadiste", number="p")),
    ("ex-présidents", Analysis("noun", "président", gender="m", number="p")),
    ("qu’", Analysis("conj", "que")),
    ("aujourd’hui", Analysis("adv", "aujourd'hui")),
]


@pytest.mark.parametrize(("form", "reading"), READINGS)
def test_a_form_has_the_reading_of_the_grammar(lexicon: Lexicon, form: str, reading: Analysis) -> None:
    assert reading in lexicon.analyses(form)


INFLECTIONS = [
    ("augmenter", "verb", {"mood": "indicative", "person": "3", "number": "s"}, "augmente"),
    ("augmenter", "verb", {"mood": "indicative", "tense": "present", "person": "3", "number": "p"}, "augmentent"),
    ("proposer", "verb", {"mood": "participle", "tense": "past", "gender": "f", "number": "p"}, "proposées"),
    ("écrire", "verb", {"mood": "participle", "tense": "past", "gender": "m", "number": "s"}, "écrit"),
    ("quitter", "verb", {"mood": "indicative", "tense": "imperfect", "person": "3", "number": "s"}, "quittait"),
    ("aller", "verb", {"mood": "indicative", "tense": "future", "person": "1", "number": "p"}, "irons"),
    ("pouvoir", "verb", {"mood": "conditional", "person": "3", "number": "p"}, "pourraient"),
    ("être", "verb", {"mood": "subjunctive", "tense": "present", "person": "3", "number": "s"}, "soit"),
    ("avoir", "verb", {"mood": "indicative", "person": "3", "number": "p"}, "ont"),
    ("finir", "verb", {"mood": "participle", "tense": "present"}, "finissant"),
    ("tweeter", "verb", {"mood": "indicative", "person": "3", "number": "s"}, "tweete"),
    ("beau", "adjective", {"gender": "f", "number": "p"}, "belles"),
    ("principal", "adjective", {"gender": "m", "number": "p"}, "principaux"),
    ("rouge", "adjective", {"gender": "f", "number": "s"}, "rouge"),
    ("acteur", "noun", {"gender": "f", "number": "s"}, "actrice"),
    ("cheval", "noun", {"number": "p"}, "chevaux"),
    ("journal", "noun", {"number": "p"}, "journaux"),
    ("guerre", "noun", {"gender": "m"}, None),
    ("zzyzx", "verb", {"mood": "infinitive"}, None),
]


@pytest.mark.parametrize(("lemma", "pos", "asked", "form"), INFLECTIONS)
def test_a_lemma_is_inflected(lexicon: Lexicon, lemma: str, pos: str, asked: dict[str, str], form: str | None) -> None:
    assert lexicon.inflect(lemma, pos, **asked) == form


GENDERS = [
    ("guerre", "f", "s"), ("groupe", "m", "s"), ("équipe", "f", "s"), ("réseaux", "m", "p"), ("problèmes", "m", "p"),
    ("journaliste", "fm", "s"), ("élève", "fm", "s"), ("livre", "fm", "s"), ("avis", "m", "ps"), ("voix", "f", "ps"),
    ("musc", "m", "s"), ("talents", "m", "p"), ("entreprise", "f", "s"), ("zzyzx", "", ""), ("lentement", "", ""),
    ("porte-parole", "fm", "ps"), ("minéraux", "m", "p"), ("employées", "f", "p"),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "genders", "numbers"), GENDERS)
def test_genders_and_numbers_are_those_of_the_dictionary(
    lexicon: Lexicon, noun: str, genders: str, numbers: str
) -> None:
    assert lexicon.genders(noun) == frozenset(genders)
    assert lexicon.numbers(noun) == frozenset(numbers)


KNOWN = words("""
    guerre Guerre œuvre drone coronavirus évènement aujourd’hui a-t-il est-ce explique-t-elle auquel tandis parce
    l’ qu’ ex-ministre rendez-vous sud-africain Paris
""")
UNKNOWN = words("gueerre ditKnight siteX MuscxAI muscxai the which zzyzx - ’ t- plastqiues")


@pytest.mark.parametrize("form", KNOWN)
def test_french_words_are_known(lexicon: Lexicon, form: str) -> None:
    assert lexicon.known(form)


@pytest.mark.parametrize("form", UNKNOWN)
def test_what_is_not_french_is_not_known(lexicon: Lexicon, form: str) -> None:
    assert not lexicon.known(form)


@pytest.mark.parametrize("form", words("the which target would shareholders workers said however have because"))
def test_english_left_in_is_told(lexicon: Lexicon, form: str) -> None:
    assert lexicon.english_only(form)


@pytest.mark.parametrize(
    "form", words("guerre pour on tours main comment information important week-end football Clinton entreprise zzyzx")
)
def test_french_and_shared_words_are_not_called_english(lexicon: Lexicon, form: str) -> None:
    assert not lexicon.english_only(form)


@pytest.mark.parametrize("name", words("paris france europe orange carrefour monde"))
def test_names_that_are_words_too_are_seen_with_a_capital(lexicon: Lexicon, name: str) -> None:
    assert lexicon.case(name).capital >= 10


@pytest.mark.parametrize("word", words("musc guerre lorsque maison augmenter"))
def test_common_words_hardly_ever_have_one(lexicon: Lexicon, word: str) -> None:
    counts = lexicon.case(word.capitalize())
    assert counts.capital <= 0.15 * counts.lower


TRANSLATIONS = [
    ("war", "guerre"), ("apple", "pomme"), ("target", "cible"), ("dog", "chien"),
    ("house", "maison"), ("company", "entreprise"), ("money", "argent"), ("shareholders", "actionnaire"),
    ("increase", "augmentation"), ("government", "gouvernement"), ("new", "nouveau"), ("french", "français"),
    ("write", "écrire"), ("said", "dire"), ("network", "réseau"), ("email", "courriel"), ("security", "sécurité"),
    ("win", "gagner"), ("summer", "été"), ("bread", "pain"), ("teacher", "professeur"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "french"), TRANSLATIONS)
def test_words_are_rendered_both_ways(lexicon: Lexicon, english: str, french: str) -> None:
    assert french in dict(lexicon.french(english))
    assert english in dict(lexicon.english(french))


@pytest.mark.parametrize(
    ("english", "wrong"), [("war", "paix"), ("dog", "chat"), ("sell", "acheter"), ("win", "perdre")]
)
def test_neighbours_are_not_taken_for_renderings(lexicon: Lexicon, english: str, wrong: str) -> None:
    assert wrong not in dict(lexicon.french(english))


def test_renderings_are_few_and_best_first(lexicon: Lexicon) -> None:
    found = lexicon.french("war")
    assert found[0][0] == "guerre"
    assert len(found) <= 5
    assert [p for _, p in found] == sorted((p for _, p in found), reverse=True)
    assert sum(p for _, p in found) <= 1.01


def test_an_inflected_form_is_looked_up_by_its_lemma(lexicon: Lexicon) -> None:
    assert lexicon.english("guerres") == lexicon.english("guerre")
    assert lexicon.french("wars")


@given(st.text(st.characters(exclude_categories=())))
@example("ex-" * 5000)
def test_any_text_is_answered(text: str) -> None:
    lexicon = load_lexicon()
    assert isinstance(lexicon.known(text), bool)
    assert lexicon.french(text) == lexicon.french(text)
    lexicon.english(text)
    lexicon.english_only(text)
    lexicon.genders(text)
    lexicon.numbers(text, text)
    lexicon.inflect(text, text, mood=text)
    assert lexicon.case(text).lower >= 0


def test_every_form_of_a_paradigm_has_the_reading_it_was_made_for(lexicon: Lexicon) -> None:
    """Inflection and analysis are two tables; they must be each other's inverse."""
    for lemma in words("augmenter proposer écrire aller pouvoir finir voir tenir payer jeter"):
        for person in "123":
            for number in "sp":
                form = lexicon.inflect(lemma, "verb", mood="indicative", tense="present", person=person, number=number)
                assert form is not None
                expected = Analysis("verb", lemma, mood="indicative", tense="present", person=person, number=number)
                assert expected in lexicon.analyses(form)


def test_every_resource_is_small_and_on_the_card_with_its_licence() -> None:
    card = tomllib.loads((RESOURCES / "lexicon.card.toml").read_text("utf-8"))
    listed = {file for part in card["part"] for file in part["files"]}
    files = [file for file in RESOURCES.glob("lexicon-*") if "LICENSE" not in file.name]
    assert {file.name for file in files} == listed
    assert all(part["licence"] and part["origin"] for part in card["part"])
    assert sum(file.stat().st_size for file in files) < 12_000_000
