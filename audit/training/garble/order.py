"""Garbles of order in the noun phrase: adjectives, complements and names where English has them."""

from collections.abc import Iterator

from spacy.tokens import Token

from audit.training.garble import links
from audit.training.garble.edit import Edit, Sentence, marked
from audit.training.garble.grammar import determine, sure
from audit.training.garble.small_words import JOINED, OF
from audit.training.garble.tokens import APOSTROPHES, capital, children, feature, word_list

# Endings of relational adjectives and participles, which French puts after the noun.
POSTPOSED = tuple(
    word_list(
        "ique iques aire aires el elle els elles al ale aux ales ain aine ains aines ais aise aises ois oise oises "
        "ien ienne iens iennes if ive ifs ives iste istes é ée és ées able ables ible ibles eux euse euses ant ante "
        "ants antes and ande ands andes blanc blanche noir noire rouge verte vert bleu bleue"
    )
)
# With these endings, but as good before their noun as after it.
PREPOSED = word_list(
    "éventuel éventuelle éventuels éventuelles nouveau nouvel nouvelle nouvelles premier première dernier dernière "
    "prétendu prétendue véritable véritables réel réelle fameux fameuse nombreux nombreuses heureux heureuse "
    "malheureux malheureuse précieux précieuse merveilleux merveilleuse principal principale principaux principales "
    "brillant brillante excellent impressionnant impressionnante important importante importants importantes "
    "redoutable redoutables formidable remarquable remarquables incroyable incroyables potentiel potentielle actuel "
    "actuelle actuels actuelles célèbre simple double triple unique uniques différents différentes certains certaines "
    "possible possibles probable probables énième grand grande autres mystérieux mystérieuse récent récente"
)
# Nouns that English has before a name, *Apple founder*, and French too in apposition, *le fondateur Steve Jobs*.
HEADS = word_list(
    "avocat avocate chef directeur docteur filiale fondateur maire ministre pape patron pdg porte-parole président "
    "prince princesse professeur reine rival roi saint sainte"
)


def postposed(token: Token) -> bool:
    return token.lower_.endswith(POSTPOSED) and token.lower_ not in PREPOSED and token.is_alpha


def adjective_first(sentence: Sentence) -> Iterator[Edit]:
    """*l’américaine équipe*, *plus chauds hivers*, *le britannique acteur*: adjectives before their noun."""
    for noun in sentence.doc[1:-1]:
        last = noun.i + 1
        adverb = sentence.doc[last].pos_ == "ADV" and last + 1 < len(sentence.doc)
        adjective = sentence.doc[last + adverb]
        fits = noun.pos_ == "NOUN" and adjective.pos_ in {"ADJ", "VERB"} and adjective.head == noun
        if (
            not fits
            or adjective.dep_ not in {"amod", "acl"}
            or not noun.whitespace_
            or feature(adjective, "VerbForm") == "Inf"
        ):
            continue
        if not (postposed(adjective) or adverb) or any(child.i > adjective.i for child in adjective.children):
            continue
        words = sentence.text(last, adjective.i + 1)
        if sentence.takes(noun.i, words) and words[0] not in "hH":
            yield sentence.edit(noun.i, adjective.i + 1, marked(f"{words} {noun.text}"), "word-order")


def noun_first(sentence: Sentence) -> Iterator[Edit]:
    """*un obésité médecin*, *la chaîne président*, *allergie associations*: the complement before its noun."""
    for noun in sentence.doc[1:-2]:
        of = noun.nbor(1)
        if noun.pos_ != "NOUN" or of.lower_ not in OF | JOINED.keys() - {"au", "aux"} or of.dep_ != "case":
            continue
        other = of.head
        between = sentence.doc[of.i + 1 : other.i]
        plain = other.head == noun and other.pos_ == "NOUN" and all(token.pos_ == "DET" for token in between)
        if not plain or other.right_edge.i > other.i or other.dep_ != "nmod" or not (known := sure(sentence, other)):
            continue
        if any(token.lower_ not in {"le", "la", "les", "l'", "l’"} for token in between):
            continue
        yield from _stack(sentence, noun, other, known)


def _stack(sentence: Sentence, noun: Token, other: Token, known: tuple[str, str]) -> Iterator[Edit]:
    """The two nouns in English order, behind the determiner of the one or of the other."""
    before = noun.nbor(-1)
    stack = f"{other.text} {noun.text}"
    if sentence.takes(noun.i, stack) and stack[0] not in "hH":
        yield sentence.edit(noun.i, other.i + 1, marked(stack), "word-order")
    if before.pos_ == "DET" and (determiner := determine(before.lower_, *known, other.text)):
        yield sentence.edit(before.i, other.i + 1, marked(determiner + stack), "word-order")


def name_first(sentence: Sentence) -> Iterator[Edit]:
    """*Instagram parent Meta*, *Tesla patron*, *leur Slack compte*: English apposition and compound, name first."""
    runs = list(links.names(sentence.doc))
    for first, last in runs:
        noun = sentence.doc[first - 2] if first > 1 else None
        if noun is None or sentence.doc[first - 1].lower_ not in OF or noun.pos_ != "NOUN":
            continue
        if sentence.doc[first].head != noun or (last < len(sentence.doc) and sentence.doc[last].text == "-"):
            continue
        name, start = sentence.text(first, last), noun.i
        kept = noun.i > 0 and noun.nbor(-1).pos_ == "DET"
        holder = next((run for run in runs if run[1] == start - kept - 1 and sentence.doc[run[1]].text == ","), None)
        if holder:
            closing = last < len(sentence.doc) and sentence.doc[last].text == ","
            text = f"{name} {noun.text} {sentence.text(*holder)}"
            yield sentence.edit(holder[0], last + closing, marked(text), "word-order")
        elif kept and noun.nbor(-1).text[-1] not in APOSTROPHES and sentence.takes(start, name):
            yield sentence.edit(start, last, marked(f"{name} {noun.text}"), "word-order")
        if kept and sentence.lemmas(noun, "noun") & HEADS:
            yield sentence.edit(start - 1, last, marked(f"{name} {noun.text}"), "word-order")


def name_after_noun(sentence: Sentence) -> Iterator[Edit]:
    """*le compte Slack* turned to *le Slack compte*: a name that stands after its noun without a preposition."""
    for noun, name in zip(sentence.doc[1:], sentence.doc[2:], strict=False):
        joined = (
            noun.pos_ == "NOUN"
            and noun.text[0].islower()
            and noun.whitespace_
            and links.is_name(name)
            and name.head == noun
        )
        alone = name.i + 1 == len(sentence.doc) or not links.is_name(name.nbor(1))
        if joined and alone and not sentence.lemmas(noun, "noun") & HEADS and sentence.takes(noun.i, name.text):
            yield sentence.edit(noun.i, name.i + 1, marked(f"{name.text} {noun.text}"), "word-order")


def split_phrase(sentence: Sentence) -> Iterator[Edit]:
    """*ses résultats mardi prochain trimestriels*: what belongs to the verb stands between a noun and its adjective."""
    for noun in sentence.doc[1:-2]:
        adjective = noun.nbor(1)
        if noun.pos_ != "NOUN" or adjective.pos_ != "ADJ" or adjective.head != noun or not postposed(adjective):
            continue
        after = following_phrase(sentence, adjective)
        if (
            after
            and noun.dep_ in {"obj", "obl:arg", "nsubj", "nsubj:pass"}
            and not any(child.i > adjective.i for child in noun.subtree)
        ):
            moved = sentence.text(adjective.i + 1, after)
            yield sentence.edit(adjective.i, after, marked(f"{moved} {adjective.text}"), "word-order")


def following_phrase(sentence: Sentence, token: Token) -> int | None:
    """End of the adjunct of two to five words that stands behind a token and belongs to a verb."""
    for phrase in sentence.doc[token.i + 1 :]:
        adjunct = phrase.dep_ == "obl:mod" and phrase.pos_ == "NOUN" and phrase.head.pos_ == "VERB"
        if phrase.left_edge.i == token.i + 1 and adjunct:
            end = phrase.right_edge.i + 1
            if 2 <= end - token.i - 1 <= 5 and sentence.doc[end - 1].is_alpha:
                return int(end)
    return None


def number_order(sentence: Sentence) -> Iterator[Edit]:
    """*les premiers trois*, *mars 5*: numbers and dates as English has them."""
    months = word_list("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
    for number, noun in zip(sentence.doc[1:], sentence.doc[2:], strict=False):
        if number.text.isdigit() and noun.lower_ in months and len(number) < 3:
            start = number.i - (number.nbor(-1).lower_ == "le")
            yield sentence.edit(start, noun.i + 1, marked(f"{noun.text} {number.text}"), "word-order")
        if (
            number.pos_ == "NUM"
            and number.is_alpha
            and noun.lower_ in {"premiers", "premières", "derniers", "dernières"}
        ):
            yield sentence.edit(number.i, noun.i + 1, marked(f"{noun.text} {number.text}"), "word-order")


def possessive(sentence: Sentence) -> Iterator[Edit]:
    """*celle d’OpenAI. offres*, *Tesla’s offres*: « OpenAI’s offers » in two nodes."""
    for first, last in links.names(sentence.doc):
        of = sentence.doc[first - 1] if first > 2 else sentence.doc[0]
        noun = sentence.doc[first - 2] if first > 2 else of
        before = sentence.doc[first - 3] if first > 2 else of
        if of.lower_ not in OF or noun.pos_ != "NOUN" or before.lower_ not in {"le", "la", "les"}:
            continue
        if sentence.doc[first].head != noun or children(noun, "amod"):
            continue
        holder = sentence.text(first - 1, last)
        pronoun = {"le": "celui", "la": "celle", "les": sentence.rng.choice(["ceux", "celle"])}[before.lower_]
        mark = sentence.rng.choice([". ", " "])
        text = capital(pronoun) if before.text[0].isupper() else pronoun
        yield sentence.edit(first - 3, last, marked(f"{text} {holder}{mark}{noun.text}"), "word-order")
