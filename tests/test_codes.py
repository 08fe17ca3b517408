"""Variables, tags and the keys of menus: nothing is said of them as if they were words, and of the words beside them all."""

import json
from pathlib import Path

import pytest
from command import Run

from audit.codes import blind_spots
from audit.document import PLACEHOLDER
from audit.judging.passages import Passage


@pytest.mark.parametrize(
    ("text", "blind"),
    [
        ("Les {count} mots", "s {count} m"),
        ("Le {{ user.name }} et ${x}, #{y} {0}", "e {{ user.name }} e t ${x}, #{y} {0}"),
        ("{n, plural, one {# mot} other {# mots}}", "{n, plural, one {# } other {# "),
        ("50% des gens, 50 %de, 100 %", ""),
        ("à %s et %1$s, %(name)s", "à %s et %1$s, %(name)s"),
        ("le $HOME et A$AP, 5 $", "e $HOME e"),
        ("un <a href='x y'>mot</a>&nbsp;!", "<a href='x y'></a>&nbsp;"),
        ("Ou_vrir le fi&chier de R&D, 3 < 5 > 2", "Ou_vrirfi&chier"),
        ("cher :name, @you: :non", ":name"),
    ],
)
def test_what_is_no_language(text: str, blind: str) -> None:
    spots = blind_spots(text, [Passage(0, len(text), "1", text, "dear :name")])
    found = "".join(letter for letter, spot in zip(text, spots, strict=True) if spot)
    assert found.replace(" ", "") == blind.replace(" ", "")


def test_nothing_is_said_of_them(run: Run, tmp_path: Path) -> None:
    """With words in their place, there are findings."""
    rows = [
        ("Your {} orders are ready.", "Vos {} commandes sont prêtes.", "{count}", "count"),
        ("Dear {}, your order was sent.", "Cher {}, votre commande a été envoyée.", ":username", "count"),
        ("O{}pen the file", "Ou{}vrir l’ancien fichier.", "_", " "),
    ]
    texts = {}
    for at, name in ((2, "codes"), (3, "words")):
        lines = [json.dumps({"source": row[0].format(row[at]), "target": row[1].format(row[at])}) for row in rows]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines))
        out = run("run", f"{name}.jsonl", "--engine", "none", "--format", "json", "-q").out
        texts[name] = [finding["text"] for finding in json.loads(out)["documents"][0]["findings"]]
    assert texts == {"codes": [], "words": ["count", "count", "vrir"]}


@pytest.mark.usefixtures("few_detectors")
def test_nothing_is_said_of_the_words_beside_a_code_that_stands_for_some(run: Run, tmp_path: Path) -> None:
    target = "Le maire a dit{} Tidal paierait."
    for name, code in (("with", PLACEHOLDER), ("without", "")):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"target": target.format(code)}))
    assert "missing-function-word" in run("run", "without.jsonl", "--engine", "none", "--format", "concise").out
    assert "missing-function-word" not in run("run", "with.jsonl", "--engine", "none", "--format", "concise").out
