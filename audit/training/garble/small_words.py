"""Garbles of the small words: lost where English does without, put in or exchanged where English has others."""

from collections.abc import Iterator

from spacy.tokens import Token

from audit.training.garble.edit import ELIDING, Edit, Sentence, marked
from audit.training.garble.tokens import (
    APOSTROPHES,
    VOWELS,
    children,
    feature,
    finite,
    following,
    in_quotation,
    word_list,
)

NEGATIONS = word_list("pas plus jamais ni aucun aucune rien personne guère")
SINGLE = word_list("ne n' n’")
WITHOUT_PAS = word_list("cesser oser pouvoir savoir daigner")  # « il n’ose répondre » is French
OF, TO = frozenset({"de", "d'", "d’"}), frozenset({"à"})
QUE = frozenset({"que", "qu'", "qu’"})
JOINED = {"du": "le", "des": "les", "au": "le", "aux": "les"}
# Words that a time or a measure follows: without a preposition it stays French (« trois ans », « lundi »).
TIMES = word_list(
    "an année mois semaine jour journée heure minute seconde siècle lundi mardi mercredi jeudi vendredi samedi dimanche "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre matin soir nuit week-end fois "
    "début fin moment période été hiver automne printemps époque trimestre semestre saison place suite cours"
)
OPENERS = word_list("manière façon preuve signe résultat histoire reste conséquence plupart")
# Verbs that take no object: what their preposition brings cannot stand without it.
INTRANSITIVE = word_list(
    "agir aller arriver assister bénéficier collaborer compter consister converger débattre déboucher dépendre dialoguer "
    "discuter échanger enquêter entrer figurer insister intervenir jongler jouer lutter miser naître naviguer partir "
    "participer peser plaider procéder progresser protester réagir rebondir régner reposer résider rester retomber "
    "revenir rivaliser rompre siéger statuer stagner tabler tomber travailler triompher veiller venir vivre voter"
)
# Verbs and nouns whose infinitive takes one preposition and never the other.
WITH_DE = word_list(
    "accepter accuser achever avertir cesser charger conseiller craindre dissuader envisager essayer éviter féliciter "
    "interdire menacer mériter négliger ordonner oublier permettre proposer promettre recommander refuser regretter "
    "rêver risquer soupçonner suggérer tenter projeter"
)
WITH_TO = word_list(
    "aider amener apprendre autoriser chercher condamner consister encourager hésiter inciter inviter parvenir persister "
    "pousser préparer renoncer réussir servir songer tarder viser"
)


def lose(sentence: Sentence, token: Token) -> Iterator[Edit]:
    """The sentence without a token; the words on either side of the gap are marked, punctuation not."""
    if not 0 < token.i < len(sentence.doc) - 1:
        return
    before, after = token.nbor(-1), token.nbor(1)
    elides = before.lower_ in ELIDING and after.text[0] in VOWELS
    if before.whitespace_ and not after.is_punct and not elides:
        last = sentence.word(after.i)[1]
        gap = f"{before.text} {sentence.text(after.i, last)}"
        text = f"{before.text} {marked(gap.partition(' ')[2])}" if before.is_punct else marked(gap)
        yield sentence.edit(before.i, last, text, "missing-function-word")


def lose_que(sentence: Sentence) -> Iterator[Edit]:
    """*a dit Tesla est*: « that », which English leaves out."""
    for token in sentence.doc[1:]:
        known = token.nbor(-1).pos_ in {"VERB", "NOUN", "PROPN", "ADJ", "PRON"}
        if token.lower_ in QUE and token.dep_ == "mark" and token.head.dep_ == "ccomp" and known:
            yield from lose(sentence, token)


def lose_relative(sentence: Sentence) -> Iterator[Edit]:
    """*les talents nous recherchons*: the relative pronoun that English leaves out."""
    for token in sentence.doc[1:]:
        clause = token.head
        if (
            token.lower_ in QUE
            and token.pos_ == "PRON"
            and clause.dep_ == "acl:relcl"
            and token.nbor(-1).pos_ == "NOUN"
        ):
            subjects = children(clause, "nsubj")
            if subjects and token.i < subjects[0].i < clause.i and token.i + 1 == subjects[0].left_edge.i:
                yield from lose(sentence, token)


def lose_ne(sentence: Sentence) -> Iterator[Edit]:
    """*Ni OpenAI ni Tesla ont*: the first half of a negation."""
    for token in sentence.doc:
        near = {other.lower_ for other in sentence.doc[max(0, token.i - 6) : token.i + 7]}
        # In speech people leave it out themselves.
        if token.lower_ in SINGLE and near & NEGATIONS and not in_quotation(token):
            yield from lose(sentence, token)


def lose_pas(sentence: Sentence) -> Iterator[Edit]:
    """*n’a répondu à la demande*: the second half of a negation."""
    for token in sentence.doc[2:]:
        words = {other.lower_ for other in sentence.doc[max(0, token.i - 4) : token.i + 8]} - {token.lower_}
        lone = not words & NEGATIONS and not words & QUE
        partitive = token.i + 1 < len(sentence.doc) and token.nbor(1).lower_ in OF  # « il n’a de cesse »
        lone = lone and not partitive and token.nbor(-1).lower_ not in SINGLE
        bare = any(sentence.lemmas(other, "verb") & WITHOUT_PAS for other in (token.head, token.nbor(-1)))
        if token.lower_ == "pas" and token.pos_ == "ADV" and lone and not bare:
            yield from lose(sentence, token)


def lose_preposition(sentence: Sentence) -> Iterator[Edit]:
    """*la hausse prix*, *commencé travailler*: de or à before a link, alone or joined with its article."""
    for token in sentence.doc[1:]:
        # « boire de l’eau », « boire l’eau »: before an object it is an article.
        partitive = token.head.dep_ == "obj"
        if token.dep_ not in {"case", "mark"} or token.nbor(-1).pos_ not in {"NOUN", "VERB", "ADJ"} or partitive:
            continue
        if token.lower_ in OF | TO and token.head.pos_ in {"NOUN", "PROPN", "VERB"} and not _time(sentence, token.head):
            yield from lose(sentence, token)
        elif token.lower_ in JOINED and (after := following(token)) is not None and after.is_alpha:
            text = f"{token.nbor(-1).text} {JOINED[token.lower_]}"
            fits = after.text[0] not in VOWELS or token.lower_ in {"des", "aux"}
            if fits and not _time(sentence, token.head):
                yield sentence.edit(token.i - 1, token.i + 1, marked(text), "missing-function-word")


def _time(sentence: Sentence, token: Token) -> bool:
    return token.like_num or bool(({token.lower_} | sentence.lemmas(token, "noun")) & TIMES)


def lose_other_preposition(sentence: Sentence) -> Iterator[Edit]:
    """*s’est appuyée 4 000 flotteurs*: a preposition that the verb asks for and its English does without."""
    for token in sentence.doc[1:]:
        governed = token.head.dep_ == "obl:arg" and token.head.head.pos_ == "VERB"
        if token.lower_ in {"sur", "avec", "par", "dans", "pour", "contre", "en"} and token.dep_ == "case" and governed:
            verb = token.nbor(-1)
            alone = children(verb, "expl", "aux:pass") or sentence.lemmas(verb, "verb") & INTRANSITIVE
            if verb == token.head.head and alone and not _time(sentence, token.head):
                yield from lose(sentence, token)


def lose_of_quantity(sentence: Sentence) -> Iterator[Edit]:
    """*peu experts*, *10 % participants*: « de » after a quantity."""
    for token in sentence.doc[1:]:
        before = token.nbor(-1).lower_
        if before in {
            "peu",
            "beaucoup",
            "trop",
            "moins",
            "%",
            "milliers",
            "millions",
            "milliards",
            "dizaine",
            "centaine",
        }:
            after = following(token)
            if token.lower_ in OF | {"des"} and after is not None and after.pos_ == "NOUN":
                yield from lose(sentence, token)


def lose_se(sentence: Sentence) -> Iterator[Edit]:
    """*L’entreprise trouve à Paris*: the pronoun of a reflexive verb."""
    for token in sentence.doc:
        if token.lower_ in {"se", "s'", "s’"} and token.dep_.startswith("expl"):
            yield from lose(sentence, token)


def lose_article(sentence: Sentence) -> Iterator[Edit]:
    """*quitte entreprise*, *s’attend à pertes*: the article of an object, a subject, a complement."""
    for token in sentence.doc[1:]:
        noun = token.head
        governed = noun.pos_ == "NOUN" and noun.dep_ in {
            "obj",
            "nsubj",
            "nsubj:pass",
            "obl:arg",
            "obl:mod",
            "obl:agent",
        }
        before = token.nbor(-1)
        # « par », « en », « sans » do without; the noun of a time as well.
        bare = before.lower_ in {"par", "en", "sans", "comme", "sous", "entre", "de", "contre"} or _time(sentence, noun)
        article = token.lower_ in {"le", "la", "les", "un", "une", "des"} and token.pos_ == "DET"
        if article and governed and not bare and following(token) == noun and noun.text[0].islower():
            yield from lose(sentence, token)


def lose_first_article(sentence: Sentence) -> Iterator[Edit]:
    """*Analystes à Jefferies s’attendent*: the article that begins the sentence."""
    first = sentence.doc[0]
    after = following(first)
    if first.text in {"Le", "La", "Les", "Un", "Une", "Des"} and after is not None and after.pos_ == "NOUN":
        verb = after.head
        if (
            after.lower_ not in OPENERS
            and after.dep_.startswith("nsubj")
            and verb.pos_ in {"VERB", "AUX"}
            and len(after) > 2
        ):
            text = marked(after.text[0].upper() + after.text[1:])
            yield sentence.edit(0, 2, text, "missing-function-word")


def lose_pronoun(sentence: Sentence) -> Iterator[Edit]:
    """*il a besoin*, *n’est rien*: « en » or « y » before its verb, where the verb needs it."""
    for token in sentence.doc[1:-1]:
        fixed = token.lower_ == "y" and token.nbor(1).lower_ in {"a", "avait", "aura", "aurait", "ait"}
        if fixed and token.nbor(-1).lower_ == "il":
            last = token.i + 2
            text = f"{token.nbor(-1).text} {sentence.text(token.i + 1, last)}"
            yield sentence.edit(token.i - 1, last, marked(text), "missing-function-word")


def exchange_preposition(sentence: Sentence) -> Iterator[Edit]:
    """*risque à être*, *réussi de vendre*: the preposition of another verb before an infinitive."""
    for token in sentence.doc[1:-1]:
        verb, after = token.nbor(-1), token.nbor(1)
        if verb.pos_ != "VERB" or after.pos_ not in {"VERB", "AUX"} or feature(after, "VerbForm") != "Inf":
            continue
        lemmas = sentence.lemmas(verb, "verb")
        if token.lower_ in OF and lemmas & WITH_DE and not children(verb, "expl:comp", "expl:pass"):
            yield sentence.edit(token.i, after.i + 1, marked(f"à {after.text}"), "missing-function-word")
        if token.lower_ in TO and lemmas & WITH_TO and not children(verb, "expl:comp", "expl:pass"):
            elided = after.text[0] in VOWELS
            text = marked(f"d’{after.text}" if elided else f"de {after.text}")
            yield sentence.edit(token.i, after.i + 1, text, "missing-function-word")


# What a word asks for in French, and what its English makes of that.
COMPLEMENTS = {
    "accuser de": "avec", "basé sur": "à", "capable de": "à", "conscient de": "sur", "consister en": "de",
    "contribuer à": "dans", "convaincre de": "sur", "couvrir de": "avec", "dépendre de": "sur", "différent de": "que",
    "féliciter de": "sur", "fier de": "sur", "identique à": "que", "inculper de": "avec", "inculper pour": "avec",
    "inférieur à": "que", "intéresser à": "dans", "intéresser par": "dans", "participer à": "dans", "proche de": "à",
    "rapprocher de": "à", "remplir de": "avec", "responsable de": "pour", "satisfait de": "avec", "servir à": "pour",
    "similaire à": "que", "soupçonner de": "pour", "spécialiser dans": "en", "supérieur à": "que",
    "victime de": "à", "équiper de": "avec",
}  # fmt: skip
POS = {"VERB": "verb", "ADJ": "adjective", "NOUN": "noun"}
PARTED = {"du": ("de", "le "), "des": ("de", "les "), "au": ("à", "le "), "aux": ("à", "les ")}


def exchange_complement(sentence: Sentence) -> Iterator[Edit]:
    """*chargé avec recel*, *participe dans l’étude*: the preposition of the English verb, adjective or noun."""
    for head, token in zip(sentence.doc[1:], sentence.doc[2:-1], strict=False):
        preposition, article = PARTED.get(token.lower_, (token.lower_, ""))
        preposition = "de" if preposition in OF else preposition
        lemmas = sentence.lemmas(head, POS.get(head.pos_, ""))
        keys = (f"{lemma} {preposition}" for lemma in sorted(lemmas))
        wrong = next((COMPLEMENTS[key] for key in keys if key in COMPLEMENTS), None)
        if wrong and token.dep_ == "case" and token.pos_ == "ADP":
            # An elided preposition stands right at its noun; the new one does not.
            rest = " " + article.rstrip() if article else "" if token.whitespace_ else " "
            text = marked(f"{head.text} {wrong}") + rest
            yield sentence.edit(head.i, token.i + 1, text, "missing-function-word")


def exchange_than(sentence: Sentence) -> Iterator[Edit]:
    """*plus que 1,4 milliard*: « more than » before a number."""
    for more, of, number in zip(sentence.doc, sentence.doc[1:], sentence.doc[2:], strict=False):
        if more.lower_ in {"plus", "moins"} and of.lower_ == "de" and number.like_num:
            yield sentence.edit(more.i, of.i + 1, marked(f"{more.text} que"), "missing-function-word")


# Verbs of an object in French whose English takes « for », « to », « at ».
ADDED = {
    "attendre": "pour", "chercher": "pour", "demander": "pour", "réclamer": "pour", "écouter": "à", "regarder": "à",
    "approuver": "de", "commenter": "sur", "influencer": "sur", "affecter": "sur", "combattre": "contre", "viser": "à",
    "espérer": "pour", "contacter": "avec", "rencontrer": "avec",
}  # fmt: skip


def add_preposition(sentence: Sentence) -> Iterator[Edit]:
    """*nous attendons pour le feu vert*: the preposition of the English verb."""
    for verb in sentence.doc[1:-1]:
        after = verb.nbor(1)
        objects = [child for child in children(verb, "obj") if child.left_edge.i == after.i and child.pos_ == "NOUN"]
        word = next((ADDED[lemma] for lemma in sorted(sentence.lemmas(verb, "verb")) if ADDED.get(lemma)), None)
        plain = after.pos_ == "DET" and after.text[-1] not in APOSTROPHES and after.lower_ not in {"le", "les", "des"}
        if objects and word and verb.pos_ == "VERB" and plain and not children(verb, "aux:pass", "expl"):
            yield sentence.edit(verb.i, after.i, marked(f"{verb.text} {word}"), "missing-function-word")


def lose_who(sentence: Sentence) -> Iterator[Edit]:
    """*Knight, responsable de la vision, quitte l’entreprise*: « qui » before the verb of a relative clause."""
    for token in sentence.doc[1:-1]:
        after = token.nbor(1)
        subject = token.lower_ == "qui" and token.dep_.startswith("nsubj") and token.head.dep_ == "acl:relcl"
        if subject and finite(after) and token.nbor(-1).pos_ in {"NOUN", "PROPN"}:
            yield from lose(sentence, token)
