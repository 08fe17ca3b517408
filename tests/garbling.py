"""What the tests of the garble generator share: clean sentences, and what a maker makes of them."""

from collections.abc import Sequence
from random import Random

from spacy.tokens import Doc

from audit.french.lexicon import load_lexicon
from audit.french.parsing import parser
from audit.training.garble.article import apply, garble_article
from audit.training.garble.classes import CLASSES, Maker
from audit.training.garble.edit import Article, Edit, Gold, Sentence, plain

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
    "Le studio, installé dans l’Ohio, vend ses jeux en Belgique et cherche un associé.",
    "« La fusion est exclue », a-t-elle ajouté, citant l’AFP.",
    "Les Vosges et le Jura attendent la neige.",
    "La France et les Pays-Bas ont voté contre le texte, et le ministre assure que les États-Unis suivront.",
]


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a sample, not a secret


def make(docs: list[Doc], seed: int, **weights: float) -> tuple[str, list[Gold]]:
    return garble_article(docs, load_lexicon(), chance(seed), 0.5, weights or {k: c.weight for k, c in CLASSES.items()})


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
