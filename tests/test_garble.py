"""The garble generator: its gold spans are true, its chance is seeded, and every maker has something to make."""

import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from spacy.tokens import Doc

from audit.lexicon import load_lexicon
from audit.parsing import parser
from audit.training.garble import __main__ as command
from audit.training.garble import agreement, boundary, clean, literal, names, order, senses, small_words, verbs
from audit.training.garble.article import apply, candidates, garble_article, generate
from audit.training.garble.classes import CLASSES, Maker
from audit.training.garble.edit import Article, Edit, Gold, Sentence, minimal, plain
from audit.training.garble.links import is_name
from audit.training.garble.names import renderings, respell

SENTENCES = [
    "Le directeur de Veltra a déclaré mardi que l’entreprise augmentait les salaires de son équipe technique.",
    "Selon Karim Dufresne, la directrice commerciale n’a pas répondu aux questions de la presse.",
    "« Nous avons perdu des ingénieurs importants », a expliqué Karim Dufresne au quotidien régional.",
    "La guerre des prix, dans laquelle Veltra se trouve engagée, coûte des millions aux petites sociétés.",
    "Les concurrents que Veltra attaque depuis janvier proposent des contrats avantageux aux jeunes diplômés.",
    "Ni les syndicats ni la mairie ne veulent fermer le site historique de Karim Dufresne.",
    "Le groupe a publié des chiffres précis après la réunion, et les journalistes leur ont répondu.",
    "Il a dit que la nouvelle usine serait prête pour accueillir les premières machines américaines.",
    "Le patron de Veltra avait promis des offres “très généreuses”, mais les employés sont partis.",
    "Cette décision politique inquiète les habitants de la région, qui ont écrit une lettre au préfet.",
    "Le tribunal a rejeté la plainte de Gates, et Apple n’est pas intervenue.",
    "Les deux frères ont créé leur société à Londres il y a trois ans, grâce à un prêt de Trocalis.fyi.",
    "Les gens avec lesquels il travaille sont partis.",
    "Cette mesure fait baisser les prix.",
    "La mairie a présenté un projet qui menace la ville.",
    "Il a parlé à un homme portant une arme, et il a perdu un procès contre Levels hier.",
    "C’est une mesure que le gouvernement défend, dans une ville où les impôts augmentent.",
    "Les actionnaires de Veltra regrettent que le groupe publie des chiffres faux.",
    "Il y a peu d’experts, et plus de 300 personnes attendent une décision de la cour.",
    "Le maire a réussi à convaincre une école dont le toit a été refait le 5 mars.",
    "Veltra soutient finalement le projet, selon des élus, et le vol peut être annulé.",
    "Le gouvernement a refusé cette offre, qui menace la ville, et veut prendre une décision rapide.",
    "Le studio a obtenu un accord et les auteurs ont présenté un texte.",
    "Son compte Orvani a été piraté, selon le chef de la police.",
    "Le client, travaillant pour la mairie, a reçu une lettre avant de lancer le concours.",
    "L’association s’est appuyée sur des bénévoles et le conseil d’administration a voté.",
    "Veltra a présenté ses chiffres mensuels dans la matinée de jeudi.",
    "Le site a publié un article, a ajouté la ministre, avant la conférence.",
    "« La loi passera », a ajouté la ministre. Les trois premiers mois seront longs.",
    "Les talents que nous recherchons quittent le pays et le Wall Street Journal le sait.",
    "Le jury a qualifié de « scandaleuse » la lettre de Karim Dufresne.",
    "Le préfet a pris la parole et la ministre enquête sur le mur de la prison.",
    "Les banques américaines ont annoncé une baisse des taux à leurs clients.",
    "Un homme que la police recherche a été vu dans le parc.",
    "La star Snow est arrivée à Bruxelles.",
    "Le directeur est accusé de vol.",
]
MAKERS = [(kind, maker) for kind, one in CLASSES.items() for maker in one.makers]


@pytest.fixture(scope="module")
def docs() -> list[Doc]:
    return list(parser().pipe(SENTENCES))


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a sample, not a secret


def make(docs: list[Doc], seed: int, **weights: float) -> tuple[str, list[Gold]]:
    return garble_article(docs, load_lexicon(), chance(seed), 0.5, weights or {k: c.weight for k, c in CLASSES.items()})


def layout(docs: list[Doc], seed: int) -> str:
    return garble_article(docs, load_lexicon(), chance(seed), 0)[0]


def only(docs: list[Doc], kind: str) -> list[tuple[str, str]]:
    """The texts before and inside the gold spans of one class, over a few seeds."""
    made = (make(docs, seed, **{kind: 1}) for seed in range(6))
    return [(text[:start], text[start:end]) for text, gold in made for start, end, name in gold if name == kind]


def edits(maker: Maker, docs: Sequence[Doc], seed: int = 0) -> list[tuple[str, Edit]]:
    """What a maker makes of sentences that follow each other in one paragraph, with what it replaces."""
    article = Article.of(docs, load_lexicon(), chance(seed))
    follows = [doc[0].text for doc in docs[1:]] + [""]
    found = []
    for doc, follow in zip(docs, follows, strict=True):
        text = doc.text + " " + follow if follow else doc.text
        found += [
            (text[e.start : e.end], e)
            for e in maker(Sentence(doc, article, follow))
            if plain(e.new) != text[e.start : e.end]
        ]
    return found


def wrongs(maker: Maker, text: str) -> set[str]:
    """What a maker marks in one sentence, over a few seeds."""
    doc = parser()(text)
    made = [apply("", [Edit(0, 0, e.new, e.kinds)]) for seed in range(8) for _, e in edits(maker, [doc], seed)]
    return {new[start:end] for new, gold in made for start, end, _ in gold}


@pytest.mark.parametrize("seed", range(12))
def test_gold_is_inside_the_text_in_order_and_apart(docs: list[Doc], seed: int) -> None:
    text, gold = make(docs, seed)
    assert all(0 <= start < end <= len(text) for start, end, _ in gold)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end, _ in gold)
    assert all(one[1] <= other[0] for one, other in pairwise(gold))
    assert {kind for _, _, kind in gold} <= CLASSES.keys()
    assert plain(text) == text


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("rate", [0.0, 0.05, 1.0])
def test_the_text_differs_exactly_when_there_is_gold(docs: list[Doc], seed: int, rate: float) -> None:
    text, gold = garble_article(docs, load_lexicon(), chance(seed), rate)
    assert (text != layout(docs, seed)) == bool(gold)


def test_the_same_seed_makes_the_same_garbles_and_another_does_not(docs: list[Doc]) -> None:
    assert make(docs, 3) == make(docs, 3)
    assert make(docs, 3) != make(docs, 4)


def test_one_more_article_changes_none_of_the_others() -> None:
    runs = [SENTENCES[:20], SENTENCES[10:]]
    assert list(generate(runs, 1, 0.4, copies=2))[:2] == list(generate(runs[:1], 1, 0.4, copies=2))


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


def test_some_garbles_lie_over_others(docs: list[Doc]) -> None:
    kinds = {kind for seed in range(30) for _, _, kind in make(docs, seed, **{"name-translated": 1})[1]}
    assert {"name-translated", "glued", "false-sentence-break"} <= kinds


def test_weights_and_shares_of_every_class_are_positive() -> None:
    assert all(one.share > 0 and one.weight > 0 and min(one.makers.values()) > 0 for one in CLASSES.values())


def test_glue_joins_words_of_the_sentence(docs: list[Doc]) -> None:
    clean_text = "".join(SENTENCES).replace(" ", "").replace("’", "").replace(",", "").replace(".", "").lower()
    for _, wrong in only(docs, "glued"):
        assert wrong.replace(" ", "").replace("’", "").replace(",", "").replace(".", "").lower() in clean_text


def test_a_false_break_has_its_stop_inside(docs: list[Doc]) -> None:
    assert all("." in wrong for _, wrong in only(docs, "false-sentence-break"))


def test_apply_marks_what_the_edits_mark() -> None:
    made = [Edit(13, 16, "⟦là⟧ et ⟦ici⟧", ("untranslated", "casing")), Edit(3, 12, "⟦chatdort⟧", ("glued",))]
    text, gold = apply("Le chat dort ici.", made)
    assert text == "Le chatdort là et ici."
    assert gold == [(3, 11, "glued"), (12, 14, "untranslated"), (18, 21, "casing")]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("le chat noir dort", "le noir chat dort", "le ⟦noir chat⟧ dort"),
        ("le chat", "le le chat", "le ⟦le⟧ chat"),
        ("le chat", "le chat", None),
        ("le chat noir", "le chat", None),  # nothing of the new text is wrong by itself
    ],
)
def test_only_the_words_that_differ_are_marked(old: str, new: str, marked: str | None) -> None:
    assert minimal(old, new) == marked


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


def test_names_are_capitalised_proper_nouns(docs: list[Doc]) -> None:
    assert {token.text for doc in docs for token in doc if is_name(token)} >= {"Karim", "Dufresne", "Veltra"}


def test_a_maker_of_more_weight_comes_first_more_often(docs: list[Doc]) -> None:
    article = Article.of(docs, load_lexicon(), chance(0))
    sentence = Sentence(docs[0], article)
    kinds = [candidates("casing", sentence)[0].start == 0 for _ in range(40)]
    assert 0 < sum(kinds) < 20  # lower_capital has one chance in six


def test_the_command_writes_an_article_a_line_and_says_what_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "clean.fr", tmp_path / "out.jsonl"
    source.write_text("\n".join(SENTENCES[:20] * 2), "utf-8")
    monkeypatch.setattr(
        sys,
        "argv",
        ["garble", str(source), str(out), "--seed", "7", "--rate", "0.4", "--lines", "0:40", "--copies", "2"],
    )
    command.main()
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(rows) == 4
    assert any(row["gold"] for row in rows)
    assert "name-translated" in capsys.readouterr().err
