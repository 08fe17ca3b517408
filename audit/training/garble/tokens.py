"""What the makers of garbles ask of letters and of parsed tokens."""

from spacy.tokens import Token

APOSTROPHES = "'’"
VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæAEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ")


def word_list(text: str) -> frozenset[str]:
    return frozenset(text.split())


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def finite(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and feature(token, "VerbForm") == "Fin"


def past(token: Token) -> bool:
    """True for a past participle."""
    return feature(token, "VerbForm") == "Part" and feature(token, "Tense") == "Past"


def feature(token: Token, name: str) -> str:
    """The value of a morphological feature, "" where there is none."""
    return "".join(token.morph.get(name, [])[:1])


def following(token: Token) -> Token | None:
    """The token after this one, None at the end."""
    return token.nbor(1) if token.i + 1 < len(token.doc) else None


def children(token: Token, *relations: str) -> list[Token]:
    """The dependents in these relations, or in a subtype of them."""
    return [child for child in token.children if child.dep_.partition(":")[0] in relations or child.dep_ in relations]


def in_quotation(token: Token) -> bool:
    """True between an opening quotation mark and its closing one."""
    before = token.doc.text[: token.idx]
    return any(before.count(a) > before.count(b) for a, b in ("«»", "“”")) or before.count('"') % 2 == 1
