"""A full stop between two sentences that are one (*la hausse de. Application*, *le patron de Nokia. A déclaré*)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.document import Document, Segment
from audit.finding import Hit
from audit.french.grammar import DETERMINERS, finite, only_finite, past_participles, readings, verb_lemmas
from audit.french.led_nouns import led
from audit.french.lexicon import Lexicon
from audit.french.rejoined import rejoined
from audit.french.words import words
from audit.naming.names import Names
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Last words after which no French sentence can end. Not *avec*, *pour*, *sur*, *ce*, *un*, which may stand alone at the end.
UNFINISHED = words("le la les des du de d' aux au à et ou que qu' dont cette ces mes tes ses leurs dans par chez vers")
EXCLAIMED = words("merci oui non ouais ok voici voilà voila bravo félicitations désolé désolée pardon bref hélas")
AUXILIARIES = words("a ont avait avaient était étaient")
# Verbs that do begin sentences (*Reste à savoir*, *Suivent les noms*).
FIRST = words(
    """
    soit soient vive vivent peut puisse puissent faut fallait faudra faudrait sont est seront sera importe semble
    """
)
FIRST_LEMMAS = words("rester suivre venir arriver manquer figurer")  # in any tense: *Restait la question*
# Behind a verb, what makes a sentence of it: *A donc …*, *Est-il …*, *Vient alors …*.
INVERTED = words("- , donc il elle alors ensuite que à")
LONGEST = 24  # code points of a noun behind its article
NOUN = re.compile(r" ([^\W\d_][^\W\d_A-Z]+)(?= [a-zà-ÿ])")
PLACING = words("à dans par chez vers")  # what a noun behind it has its article with
WORD = re.compile(r"[^\W\d_]+")
BEGINNING = words("adv pron prep conj")
ORDINARY = 3  # sightings in small letters to one with a capital
END = re.compile(r"(?P<word>[^\W\d_]+['’]?)\s*\.\s*$")


def before_capital(segment: Segment, document: Document, lexicon: Lexicon) -> Iterator[Hit]:
    """A sentence that ends on a word no sentence ends on, with another one right behind it."""
    match = END.search(segment.text)
    if match is None or match["word"].lower().replace("’", "'") not in UNFINISHED:
        return
    behind = document.text[segment.end : segment.end + LONGEST]
    before = segment.text[match.start("word") - 1 : match.start("word")]
    if behind[:1] == " " and behind[1:].strip() and before not in {"-", "«", "“", "‑", "."}:
        why, end = Reason("no sentence ends on “{word}”", word=match["word"]), match.end("word") + 1
        noun = NOUN.match(behind)
        opens = _begins(behind, lexicon)
        word, kinds = match["word"].lower(), set()
        if noun:
            kinds = {reading.pos for reading in lexicon.form(noun[1].lower()).readings}
        bare = "noun" in kinds <= {"noun", "adjective"} and word not in DETERMINERS
        if noun is None or opens or (word not in DETERMINERS and not (bare and word in PLACING)):
            unsure = opens or bare or _other_determiner(word, behind, lexicon)
            yield Hit(match.start("word"), end, why, None if unsure else match["word"])
            return
        case = lexicon.case(noun[1])
        written = noun[1].lower() if case.capital < case.lower / ORDINARY else noun[1]  # *Le. Application*
        if bare:
            yield Hit(match.start("word"), end + noun.end(), why, led(match["word"], written, lexicon))
            return
        around = segment.text[: match.start("word")], behind[noun.end() :]
        yield Hit(match.start("word"), end + noun.end(), why, rejoined(match["word"], written, *around, lexicon))


def _other_determiner(word: str, behind: str, lexicon: Lexicon) -> bool:
    """True for a singular before a plural name (*au. États-Unis*)."""
    first = WORD.search(behind)
    return word in {"le", "la", "au", "du"} and first is not None and lexicon.numbers(first[0].lower()) == {"p"}


def _begins(behind: str, lexicon: Lexicon) -> bool:
    """True before an adverb or another small word, with which a sentence begins: what came before it is gone."""
    first = WORD.search(behind)
    return first is not None and any(r.pos in BEGINNING for r in lexicon.form(first[0].lower()).readings)


def verb_first(
    segment: Segment, document: Document, parses: "dict[str, Doc]", lexicon: Lexicon, names: Names
) -> Iterator[Hit]:
    """A next sentence that begins with its verb, as French does only to ask or to list (*… chez Nokia. A déclaré*)."""
    following = document.behind(segment)
    if following is None or segment.text[-1:] != "." or document.text[segment.end : following.start] != " ":
        return
    next_parse = parses.get(following.id)
    if next_parse is None or len(next_parse) < 4 or following.text[-1] in "?!" or "-" in next_parse[1].text:
        return
    verb, second = next_parse[0], next_parse[1]
    if names.counts[verb.text]:
        return  # a name of this article that is a verb as well (*Voltera*)
    own = parses.get(segment.id)
    if own and _sure_verb(own[0], lexicon):
        return  # verse: *Dorment les bergers. Veillent les chiens.*
    last = segment.text.rstrip(".").split()[-1:]
    if last and second.norm not in INVERTED and (_perfect(verb, second, lexicon) or _sure_verb(verb, lexicon)):
        start = segment.text.rindex(last[0])
        why = Reason("no sentence begins with the verb “{verb}”: the full stop cuts one in two", verb=verb.text)
        around = segment.text[:start], following.text[len(verb) :]
        repair = rejoined(last[0], verb.text.lower(), *around, lexicon)
        yield Hit(start, following.start - segment.start + len(verb), why, repair)


def _perfect(verb: "Token", second: "Token", lexicon: Lexicon) -> bool:
    """True for an auxiliary before its participle or an adverb."""
    participle = past_participles(lexicon, second)
    if any(reading.lemma in FIRST_LEMMAS for reading in participle):
        return False  # *Ont suivi quatorze films*
    following = second.nbor(1) if second.pos_ == "ADV" and second.i + 1 < len(second.doc) else second
    return verb.norm in AUXILIARIES and bool(participle or past_participles(lexicon, following))  # not *A vrai dire*


def _sure_verb(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a verb in the third person that is no name, and that no sentence of clean French begins with."""
    if (
        len(verb) < 4
        or verb.norm in FIRST | EXCLAIMED
        or lexicon.case(verb.text).capital
        or not only_finite(lexicon, verb)
    ):
        return False
    if verb_lemmas(lexicon, verb) & FIRST_LEMMAS:
        return False
    return all(reading.person == "3" for reading in readings(lexicon, verb) if finite(reading))
