"""English pages translated node by node; and what was made so, in corpora/real-mt, is well formed and kept apart."""

import shutil
import tomllib
from pathlib import Path
from random import Random

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from audit.training.evaluate import pages, read_corpora

ROOT = Path(__file__).parents[1]
REAL = ROOT / "corpora" / "real-mt"
SENTENCE = "He [[told the BBC]] that [[Brest]]'s port would close."
FRENCH = {
    "He": "il",
    "told the BBC": "dit la BBC",
    "that": "que",
    "Brest": "Brest",
    "'s port would close.": "port ferme.",
}


def parsed() -> Doc:
    words = "Martin Doe told the BBC that the old port would close its gates .".split()
    return Doc(
        English().vocab,
        words=words,
        spaces=[True] * 12 + [False, False],
        pos="PROPN PROPN VERB DET PROPN SCONJ DET ADJ NOUN AUX VERB PRON NOUN PUNCT".split(),
        lemmas="Martin Doe tell the BBC that the old port would close its gate .".split(),
        deps="compound nsubj ROOT det dobj mark det amod nsubj aux ccomp poss dobj punct".split(),
        heads=[1, 2, 2, 4, 2, 10, 8, 8, 10, 10, 2, 12, 10, 2],
        ents="B-PERSON I-PERSON O O B-ORG O O O O O O O O O".split(),
    )


def test_links_are_what_news_sites_link() -> None:
    doc = parsed()
    found = {kind: {doc[i:j].text for i, j in ranges} for kind, ranges in pages.candidates(doc).items()}
    assert found["name"] == {"Martin Doe", "BBC"}
    assert found["verb phrase"] == {"told the BBC", "would close its gates"}
    assert {"Martin Doe told", "told the BBC"} <= found["reporting clause"]
    drawn = [pages.link(doc, Random(seed)) for seed in range(20)]  # noqa: S311 - a draw
    assert {pages.LINK.sub(r"\1", text) for text in drawn} == {doc.text}
    assert {len(pages.LINK.findall(text)) for text in drawn} >= {1, 2}


def test_every_node_is_translated_once_and_for_itself() -> None:
    assert pages.nodes([SENTENCE, SENTENCE]) == list(FRENCH)


@pytest.mark.parametrize(
    ("glued", "stopped", "raised", "text"),
    [
        (0, 0, 0, "il dit la BBC que Brestport ferme."),
        (1, 0, 0, "ildit la BBCqueBrestport ferme."),
        (0, 1, 0, "il. dit la BBC. que. Brestport ferme."),
        (0, 0, 1, "il Dit la BBC Que Brestport ferme."),
    ],
)
def test_joins_are_damaged_at_the_edges_of_links_only(
    glued: int, stopped: int, raised: int, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, chance in (("GLUED", glued), ("STOPPED", stopped), ("RAISED", raised)):
        monkeypatch.setattr(pages, name, chance)
    assert pages.join(SENTENCE, FRENCH, Random(1)) == text  # noqa: S311 - a draw


def test_a_table_without_tabs_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "nodes.tsv"
    file.write_text("told the BBC\tdit la BBC\nthat que\n", "utf-8")
    with pytest.raises(ValueError, match="'that que' needs one tab"):
        pages.read_table(file)


@pytest.mark.skipif(not shutil.which("apertium"), reason="needs apertium, apertium-eng-cat and apertium-fra-cat")
def test_apertium_translates_texts_apart() -> None:
    french = pages.apertium(["the table", "$5 [that] {x}", "I see the table."])
    assert list(french.values()) == ["la table", "$5 [que] {x}", "Je vois la table."]


def test_real_mt_is_labelled_licensed_and_its_halves_share_no_sentence() -> None:
    sentences: dict[str, set[str]] = {"development": set(), "held-out": set()}
    for folder in sorted(path for path in REAL.iterdir() if path.is_dir()):
        assert read_corpora(folder), folder  # which refuses a label that is not in its text
        for article in folder.glob("*/article.txt"):
            card = tomllib.loads(article.with_name("card.toml").read_text("utf-8"))
            assert card["licence"] in {"CC0-1.0", "CC-BY-SA-3.0"}
            assert all(card[key] for key in ("origin", "engine", "links", "marked", "purpose"))
            assert folder.name.removeprefix("apertium-") == card["split"]
            assert article.with_name("labels.toml").exists() == (card["kind"] == "garbled")
            text = article.with_name("source.txt") if card["kind"] == "garbled" else article
            sentences[card["split"]] |= {line for line in text.read_text("utf-8").splitlines() if line}
    assert all(len(half) > 20 for half in sentences.values())
    assert not sentences["development"] & sentences["held-out"]
