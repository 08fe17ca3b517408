"""Where a rendering of a name stands in a sentence, and whether that proves that the name is meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from audit.french.clauses import word_at
from audit.french.common_nouns import BARE, CLASSIFIERS, CLITICS, TITLED, bare_subject, clause_behind
from audit.french.grammar import DETERMINERS, finite, is_noun, only_finite, quoted, readings, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.words import THE, words
from audit.naming.beside import LINKING, distributed, ends, firm
from audit.naming.gazetteer import Entry, Kind, Rank, load_gazetteer, normal
from audit.naming.names import capitalised, starts
from audit.naming.translated_surnames import RARELY

if TYPE_CHECKING:
    from audit.french.parsed import Span, Token

PLURAL = words("les aux des")
WITH_ARTICLE = THE | PLURAL | words("au du")
OPENING, CLOSING = words('« “ "'), words('» ” "')
SOURCES = words("selon chez")  # what only a person or a firm stands behind
LEADING = words("ADP VERB AUX CCONJ SCONJ")
PLACING = words("à de d' vers depuis pour dans près")
INTRODUCING = words("le la l' lui elle qui dont")
NAMING = words("appeler nommer baptiser intituler surnommer rebaptiser prénommer")
SAYING = words("dans selon par d'après journaliste journal magazine quotidien site chez")  # a medium with its article
TELLING = words("affirmer annoncer confier déclarer dire expliquer indiquer préciser raconter")
COLONS = words(": ;")
NAMED = CLASSIFIERS | TITLED
FAR = 6  # words back to who tells
CHAIN = 4  # words back to another capital that makes it part of an institution's name


class Place(Enum):
    """Where a capitalised rendering stands."""

    START = auto()  # begins the sentence
    BARE = auto()  # inside it, with no determiner
    TITLED = auto()  # behind an article with a capital: *selon La Colline*
    DETERMINED = auto()  # behind any other determiner
    QUOTED = auto()  # is all that stands between quotation marks
    ELSEWHERE = auto()  # part of something longer


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rendering in its place, and whether the article is suspect."""

    span: "Span"
    lexicon: Lexicon
    trusted: bool

    @property
    def first(self) -> "Token":
        token: Token = self.span[0]
        return token

    @property
    def long(self) -> bool:
        return " " in normal(self.span.text) or "'" in normal(self.span.text)

    @property
    def before(self) -> "Token | None":
        return self.first.nbor(-1) if self.first.i else None

    @property
    def after(self) -> "Token | None":
        return self.span.doc[self.span.end] if self.span.end < len(self.span.doc) else None

    def resolves(self, entry: Entry) -> bool:
        """True when the rendering can only be meant for the name."""
        if entry.kind is Kind.PERSON:
            if quoted(self.span.doc)[self.first.i]:
                return False
            return bool(self.span[-1].text[0].isupper()) and not (self.after is not None and self.after.text == "-")
        if entry.rank is not Rank.SURE and not self.trusted:
            return False
        if entry.kind is Kind.BRAND and firm(self.span):
            return True
        match self.place():
            case Place.QUOTED:
                return entry.listed and self._quoted()
            case Place.START:
                return self._begins(entry)
            case Place.BARE:
                return self._long_bare(entry) if self.long else self._short_bare(entry)
            case Place.TITLED:
                return entry.listed and self._titled(entry)
            case Place.DETERMINED:
                return self._determined(entry)
        return False

    def place(self) -> Place:
        before, after = self.before, self.after
        if after is not None and (
            after.text[0] in "-‑&"
            or (len(after) == 1 and after.text.isupper() and after.norm not in {"a", "à"})  # *dans Annexe B*
            or (capitalised(after) and not only_finite(self.lexicon, after) and not self._before_article())
        ):
            return Place.ELSEWHERE
        if quoted(self.span.doc)[self.first.i]:
            whole = before is not None and before.text in OPENING and after is not None and after.text in CLOSING
            return Place.QUOTED if whole else Place.ELSEWHERE
        if before is None:
            return Place.START
        if before.norm in THE and before.text[0].isupper():
            return Place.START if starts(before) and not self._subject_of_verb() else Place.TITLED
        if starts(self.first) and before.text not in COLONS:
            return Place.START
        if before.norm in DETERMINERS or before.norm == "l'":
            return Place.DETERMINED
        linked = before.norm in LINKING and not self.long
        near = _same_phrase(self.first) if linked else [before]
        if before.norm == "et" and before.i and capitalised(other := before.nbor(-1)):  # *Xero et Sauge*
            near = near if self.lexicon.analyses(other.text.lower()) else []
        chained = any(capitalised(token) and not (starts(token) and token.pos_ in LEADING) for token in near)
        return (
            Place.ELSEWHERE
            if chained and before.norm not in NAMED and not (self.long and distributed(self.span))
            else Place.BARE
        )

    def _quoted(self) -> bool:
        """All of a quotation: several words, or behind what kind of work it is (*le livre « Bavardage »*)."""
        behind = self.first.i > 1 and self.first.nbor(-2).norm in NAMED
        return (self.trusted or behind) and (self.long or (self.trusted and behind))

    def _titled(self, entry: Entry) -> bool:
        """Behind a capital article: one of the name's own, or that begins the sentence (*La Chaleur de Miami a battu*)."""
        heads = self.before is not None and starts(self.before)
        own = self.trusted and has_article(entry) and ends(self.span) and not (heads and entry.rank is not Rank.SURE)
        return own or (heads and self.long and self._determined(entry))

    def _begins(self, entry: Entry) -> bool:
        """At the start, where all words have a capital: one more inside it, or a verb or relative behind it."""
        if self.before is not None and (self.before.norm in THE or self.first.is_sent_start is False):
            return False
        if not entry.listed or not self._plain_number():
            return False
        if any("adv" in reading.pos or reading.mood == "infinitive" for reading in readings(self.lexicon, self.first)):
            return False  # *Hier, Anna*, *Perdre la main coûte cher*
        led = self.first.norm in THE  # *La grande question est* begins a sentence like any other
        inner = any(token.text[0].isupper() for token in self.span[1 + led :])
        plain = not led and (self.trusted or (self._rare() and self._noun()))
        if self.long:
            classified = not led and self._classified()
            return inner or classified or (plain and (self._subject_of_verb() or self._introduced()))
        if self.first.i > 0:
            return False
        subject = self._rare() and self._noun() and self.first.norm not in BARE and self._subject_of_verb()
        perfect = subject and self.after is not None and self.after.pos_ == "AUX"  # *Coquille est confronté à*
        if not self.trusted:
            return (perfect and entry.rank is Rank.SURE) or (plain and self._introduced())
        bare = subject or bare_subject(self.first, self.lexicon, True) or self._before_article()
        return bare or self._introduced()

    def _before_article(self) -> bool:
        """*Écart L’action a bondi*: before an article with a capital, which another link begins with."""
        return self.after is not None and self.after.norm in THE and self.after.text[0].isupper()

    def _plain_number(self) -> bool:
        return len(self.span.doc) > len(self.span) + 1

    def _introduced(self) -> bool:
        """True before what says who it is (*Signaler, l’application chiffrée*), and before another name."""
        following = self.span.doc[self.span.end : self.span.end + 3]
        if len(following) < 3:
            return False
        first, second = following[0].norm, following[1].norm
        if not self.trusted:
            strange = capitalised(following[1]) and not self.lexicon.known(following[1].text.lower())
            listed = strange and following[2].norm in {",", "et"}  # *Pomme, Oura et*
            return (first == "," and (second in {"qui", "dont"} or listed)) or (
                first == "et" and capitalised(following[1])
            )
        told = first == "," and second in INTRODUCING and not clause_behind(following[0], self.lexicon)
        return told or (first in {"et", ","} and capitalised(following[1]))

    def _classified(self) -> bool:
        """*Suivez ceci, le groupe néerlandais*: before a comma and what kind of name it is."""
        after = [token.norm for token in self.span.doc[self.span.end : self.span.end + 3]]
        return len(after) == 3 and after[0] == "," and after[1] in INTRODUCING and after[2] in CLASSIFIERS

    def _noun(self) -> bool:
        """True for what begins with a noun, and with nobody's surname."""
        return is_noun(self.lexicon, self.first) and not load_gazetteer().surname(self.first.text)

    def _subject_of_verb(self) -> bool:
        """True before a verb in the third person, clitics and *not* aside."""
        after = self.span.doc[self.span.end : self.span.end + 3]
        token = next((token for token in after if token.norm not in CLITICS), None)
        if token is None or not token.text.islower():
            return False
        verb = (
            self.long
            or token.pos_ in {"VERB", "AUX"}
            or (token.i + 1 < len(token.doc) and token.nbor(1).pos_ in {"DET", "NUM"})
        )
        return verb and any(
            finite(r) and r.person == "3" and r.mood != "subjunctive" for r in readings(self.lexicon, token)
        )

    def _long_bare(self, entry: Entry) -> bool:
        """Several words with a capital before them: *l’action Meilleur achat*."""
        before = self.first.nbor(-1).norm
        whole = before not in TITLED or ends(self.span)
        return whole and (entry.listed or before in SOURCES | NAMED or self._led())

    def _short_bare(self, entry: Entry) -> bool:
        before, word = self.before, self.first.text
        assert before is not None  # noqa: S101 - what is bare stands inside the sentence
        named = before.norm in SOURCES | CLASSIFIERS or (before.norm in TITLED and ends(self.span))
        if not self.trusted:
            sure = entry.listed and self._rare() and not load_gazetteer().surname(word)
            led = named or self._led() or self._enumerated()
            return sure and entry.kind in {Kind.BRAND, Kind.MEDIUM} and (led or self._subject_of_verb())
        if entry.kind is Kind.PLACE:
            after = self.after
            located = (
                after is not None and after.text == "," and word_at(after.doc, after.i + 1) in {"en", "dans", "au"}
            )
            return located or named or before.norm in PLACING or before.pos_ in {"VERB", "AUX"}
        return named or self._led() or self._enumerated() or self._subject_of_verb() or self._apposed(entry)

    def _enumerated(self) -> bool:
        """*Orange, Trois et d’autres*: behind a name and what joins names, before no adjective."""
        joint = self.first.nbor(-1)
        other = joint.nbor(-1) if joint.i else joint
        if joint.norm not in {",", "et", "ou"} or not capitalised(other):
            return False
        if not self.trusted and is_noun(self.lexicon, other):  # *Fleur et Pomme*
            return False
        return self.after is None or self.after.pos_ != "ADJ"

    def _apposed(self, entry: Entry) -> bool:
        """Right behind a common noun (*les notifications Mou*), or one of several behind a colon."""
        before = self.before
        if before is None or entry.rank is not Rank.SURE or entry.kind not in {Kind.BRAND, Kind.MEDIUM}:
            return False
        listed = before.text in COLONS and self._introduced()
        noun = before.pos_ == "NOUN" and before.text.islower() and is_noun(self.lexicon, before)
        return listed or (noun and (before.norm not in TITLED or ends(self.span)))

    def _led(self) -> bool:
        before = self.before
        if before is None or before.pos_ not in LEADING or before.norm in {"en", "sans"}:
            return False
        return not verb_lemmas(self.lexicon, before) & NAMING  # *Elle s’appelle Lanterne*

    def _rare(self) -> bool:
        """True for a word that clean French hardly ever writes with a capital."""
        case = self.lexicon.case(self.first.text)
        return case.capital <= RARELY * (case.lower + case.capital)

    def _determined(self, entry: Entry) -> bool:
        """With a small article: a team, a medium that has one (*au Gardien*), several words with a capital each."""
        before = self.before
        if not entry.listed or before is None:
            return False
        title = self.long and self.span[-1].text[0].isupper()
        if before.norm not in WITH_ARTICLE:  # *une Ford Évasion*
            made = any(token.text[0].isupper() and not self.lexicon.known(token.text.lower()) for token in self.span)
            return title and made and entry.kind is Kind.BRAND
        if not self.trusted:
            return title and entry.kind is not Kind.PLACE
        if entry.kind is Kind.TEAM:
            plural = entry.name.endswith("s")
            part = self.after is not None and self.after.norm in {"de", "d'", "du", "des"}
            return (before.norm in PLURAL) == plural and not part and (plural or self._rare())
        return (
            title
            or (self.long and entry.rank is Rank.SURE)
            or (entry.kind is Kind.MEDIUM and has_article(entry) and self._said())
        )

    def _said(self) -> bool:
        """True for what is told to a medium, or stands in it (*précisé au Gardien*, *selon le Gardien*)."""
        doc, before = self.span.doc, self.first.nbor(-1)
        back = [token for token in doc[max(0, before.i - FAR) : before.i] if token.is_alpha]
        told = any(verb_lemmas(self.lexicon, token) & TELLING for token in back)
        near = bool(back) and (back[-1].norm in SAYING or (before.norm in {"au", "aux"} and back[-1].pos_ == "VERB"))
        office = self.after is not None and self.after.pos_ == "ADJ"  # *inscrit au Registre national*
        return (told or near) and not office


def has_article(entry: Entry) -> bool:
    return entry.name.startswith("The ")


def _same_phrase(token: "Token") -> Iterator["Token"]:
    """What stands shortly before, back to a mark or a verb."""
    for other in reversed(token.doc[max(1, token.i - CHAIN) : token.i]):
        if other.is_punct or other.pos_ in {"VERB", "AUX"} or other.norm in SOURCES:
            return
        yield other
