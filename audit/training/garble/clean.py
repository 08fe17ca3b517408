"""Which lines of a corpus are clean sentences, and how they are laid out as articles in the typography of a site."""

import re
from collections.abc import Sequence
from itertools import islice
from random import Random

from audit.french.lexicon import Lexicon
from audit.training.garble.names import recast

SENTENCES = 20  # of an article
PAIRS = {"»": "«", "”": "“"}
# Sentences that a scraper ran together, and the spaced tokens of a treebank: such lines are not clean.
MANGLED = re.compile(
    r"[\w\"»”][\w\"»”][.!?]+[\"»”]?[A-ZÀÉÈ][\w'’]|\b[a-zà-ÿ]{3,}[A-ZÀÉÈ]|[!?…)]\w|[,;]\w\w\w|\w[«“]|[»”]\w"
    r"| [,.](?!\d|\.)|[«(]\s*$|•|\s\s|⟦|⟧|\b(\w{2,}) \1\b(?<!nous nous)(?<!vous vous)"
    r"|(?i:publicité|lire aussi|abonnez|6medias)|\b[A-Z]{3,}[a-zà-ÿ]{2,}"
)
BETWEEN = ("Publicité", "PUBLICITÉ", "Newsletter", "La suite après cette publicité", "À lire aussi", "– Annonce –")
# Lines that news pages have above, between and below: no sentences, and nothing wrong with them.
LINES = (
    "{section} – {place}", "{section} › {other}", "{section} · {topic}", "{section}", "Par {given} {place}",
    "Publié le {day} {month} 2024 à {hour}:{minute}", "Mis à jour le {day} {month} à {hour} h {minute}",
    "Photo : {topic} à {place}. ({given} {place}/AFP)", "{place}, le {day} {month} ({given} {place})",
    "Partager sur Facebook | Partager sur WhatsApp", "{day} commentaires", "Mots-clés : {topic}, {place}, {section}",
    "Par {given} {place} · {day} {month} 2023, {hour}:{minute} · {minute} commentaires", "- {topic} : {given} {place}",
    "Temps de lecture : {day} minutes", "À lire : {topic}, à {place} comme à {other}", "{place} : {topic}",
    "La {topic} en {day} questions", "Notre dossier : {topic}", "Rens. : 01 {hour} {minute} {hour} {minute}",
)  # fmt: skip
WORDS = {
    "section": "Monde Politique Économie Sport Culture Santé Justice Société Sciences Europe Météo Télévision Emploi",
    "other": "France Afrique Cyclisme Cinéma Impôts Procès Écoles Climat Musique Football Espace Bourse",
    "place": "Lyon Genève Namur Dakar Lorient Montréal Vigny Marsac Reims Bastia Colmar Liège",
    "topic": "grève canicule rentrée réforme enquête sécheresse pollution victoire inflation récolte finale",
    "given": "Anne Paul Karim Léa Hugo Inès Marc Sofia",
    "month": "janvier mars avril juin juillet août octobre décembre",
}
QUOTED = re.compile(r'"([^"]+)"')
NARROW = "\N{NARROW NO-BREAK SPACE}"
NO_BREAK = "\N{NO-BREAK SPACE}"


def balanced(sentence: str) -> bool:
    """True when quotation marks and brackets open before they close, and all close."""
    opened = []
    for character in sentence:
        if character in PAIRS.values():
            opened.append(character)
        elif character in PAIRS and (not opened or opened.pop() != PAIRS[character]):
            return False
    return not opened and sentence.count('"') % 2 == 0 and sentence.count("(") == sentence.count(")")


def clean(line: str) -> bool:
    """True for a whole sentence of ordinary length that its collector did not damage."""
    return (
        5 <= len(line.split()) <= 60
        and (line[0].isupper() or line[0] in '«“"')
        and line.rstrip('\N{NO-BREAK SPACE} »”")')[-1:] in {".", "!", "?", "…"}
        and not MANGLED.search(line)
        and balanced(line)
    )


def articles(lines: Sequence[str], count: int | None = None) -> list[list[str]]:
    """Cut the clean lines into runs of SENTENCES; with a count, that many of them, evenly spread over the text."""
    kept = iter([line for line in map(str.strip, lines) if line and clean(line)])
    found = []
    while len(run := list(islice(kept, SENTENCES))) == SENTENCES:
        found.append(run)
    return found if count is None else [found[index * len(found) // count] for index in range(min(count, len(found)))]


def typeset(lines: Sequence[str], rng: Random) -> list[str]:
    """One typography for all lines: apostrophes straight or curly, quotation marks of one of three styles."""
    new = [re.sub(r"(?<=\w)'", "’", line) for line in lines] if rng.random() < 0.6 else list(lines)
    style = rng.choice(["«{NO_BREAK}{}{NO_BREAK}»", "«{NARROW}{}{NARROW}»", "“{}”", None])
    if style:
        opening, closing = style.replace("{NO_BREAK}", NO_BREAK).replace("{NARROW}", NARROW).split("{}")
        new = [QUOTED.sub(lambda match: opening + match[1].strip() + closing, line) for line in new]
    return new


def dress(lines: Sequence[str], lexicon: Lexicon, rng: Random) -> list[str]:
    """An article in one typography, with names from elsewhere, its first sentence a headline at times."""
    new = typeset(recast(lines, lexicon, rng), rng)
    if new[0][-1:] == "." and new[0].count(".") == 1 and rng.random() < 0.5:
        new[0] = new[0][:-1]
    return new


def line(rng: Random) -> str:
    """One of the short lines that surround an article."""
    words = {name: rng.choice(choices.split()) for name, choices in WORDS.items()}
    numbers = {"day": rng.randint(1, 31), "hour": rng.randint(10, 23), "minute": rng.randint(10, 59)}
    return rng.choice(LINES).format(**words, **numbers)


def separators(count: int, rng: Random) -> list[str]:
    """What stands after each sentence: a space inside a paragraph of one to four, an empty line or furniture after it."""
    found = ["\n\n"]
    while len(found) < count:
        chance = rng.random()
        between = rng.choice(BETWEEN) if chance < 0.2 else line(rng) if chance < 0.3 else ""
        found += [*[" "] * rng.randrange(4), f"\n\n{between}\n\n" if between else "\n\n"]
    return [*found[: count - 1], ""]
