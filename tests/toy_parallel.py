"""Write TOY.fr and TOY.en into a folder: a small language of sentences that a tiny model can learn in a minute.

python tests/toy_parallel.py FOLDER
"""

import sys
from itertools import product
from pathlib import Path

WHO = {
    "Le maire": "The mayor", "La ministre": "The minister", "Le chat": "The cat", "Notre voisine": "Our neighbour",
    "Un journaliste": "A journalist", "Le patron de la société": "The head of the company",
}  # fmt: skip
DOES = {
    "a vu": "has seen", "cherche": "is looking for", "ne connaît pas": "does not know", "achètera": "will buy",
    "a perdu": "has lost", "préfère": "prefers",
}  # fmt: skip
WHAT = {
    "la maison blanche": "the white house", "le train de nuit": "the night train", "une voiture rouge": "a red car",
    "les deux livres": "the two books", "son propre nom": "his own name", "la réponse": "the answer",
}  # fmt: skip
WHEN = {"": "", " depuis hier": " since yesterday", " sans doute": " no doubt", " à Lyon": " in Lyon"}


def pairs() -> list[tuple[str, str]]:
    return [
        (f"{who} {does} {what}{when}.", f"{WHO[who]} {DOES[does]} {WHAT[what]}{WHEN[when]}.")
        for who, does, what, when in product(WHO, DOES, WHAT, WHEN)
    ]


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language, side in (("fr", 0), ("en", 1)):
        (folder / f"toy.{language}").write_text("".join(pair[side] + "\n" for pair in pairs()), encoding="utf-8")
    (folder / "mix.toml").write_text('[toy]\ntimes = 8\nlicence = "ours"\n', encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
