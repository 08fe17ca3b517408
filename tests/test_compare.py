"""Two results side by side: what was fixed, what is new, what stays; and the bootstrap, held against sacreBLEU's own."""

import base64
import hashlib
import json
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
import report_sample
from command import CLEAN, GARBLED, MINOR, NONE, Run
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from audit.compare import compare
from audit.compare.render import RENDERERS
from audit.compare.significance import metric_changes
from audit.document import Role
from audit.finding import Level, Suppression
from audit.reporters.messages import Messages, messages
from audit.result import DocumentResult, Result, SegmentResult

pytestmark = pytest.mark.usefixtures("few_detectors")
WORDS = "the mayor of a town said that the council will vote on its budget next week after long talks".split()
TABLE = Path(__file__).parents[1] / "audit" / "compare" / "words.toml"


@pytest.fixture
def results(run: Run) -> tuple[str, str]:
    """An article before and after: one error mended, one made, one left."""
    Path("article.txt").write_text(f"{GARBLED}\n{MINOR}\n{CLEAN}", "utf-8")
    run("run", "article.txt", *NONE, "--format", "json=before.json")
    mended = GARBLED.replace("ditMartin", "dit que Martin")
    Path("article.txt").write_text(f"{mended}\n{MINOR}\n{CLEAN}\nLa ministre est arrivé mardi soir.\n", "utf-8")
    run("run", "article.txt", *NONE, "--format", "json=after.json")
    return "before.json", "after.json"


def test_text_says_what_was_fixed_what_is_new_and_what_stays(run: Run, results: tuple[str, str]) -> None:
    outcome = run("compare", *results)
    assert outcome.code == 0
    assert outcome.err == ""
    lines = outcome.out.splitlines()
    assert lines[0] == "1 article compared: 1 fixed, 1 new, 1 still there"
    assert re.match(
        r"article\.txt: Score [\d.]+ → [\d.]+ \(likely between .*\); 1 fixed, 1 new, 1 still there", lines[2]
    )
    assert lines[3].startswith("  fixed: major glued: “dit” and “Martin”")
    assert lines[4].startswith("  new: minor subject-agreement: ")
    assert "the metrics are not compared" in lines[-1]
    assert "1 corrigé, 1 nouveau, 1 inchangé" in run("compare", *results, "--lang", "fr").out


def test_each_format_goes_where_it_is_told(run: Run, results: tuple[str, str]) -> None:
    outcome = run("compare", *results, "--format", "json", "--format", "html=out/page.html")
    data = json.loads(outcome.out)
    assert data["totals"] == {"documents": 1, "fixed": 1, "new": 1, "still": 1}
    assert [finding["text"] for finding in data["documents"][0]["fixed"]] == ["ditMartin"]
    assert Path("out/page.html").read_text("utf-8").startswith("<!doctype html>")
    wrong = run("compare", *results, "--format", "htm")
    assert wrong.code == 2
    assert "'html'" in wrong.err


def test_exit_code(run: Run, results: tuple[str, str]) -> None:
    before, after = results
    assert run("compare", before, after, "--fail-on-new").code == 1
    assert run("compare", after, after, "--fail-on-new").code == 0
    assert run("compare", before, "none.json").code == 2
    assert run("compare", before, "article.txt").code == 2


def test_a_new_finding_that_does_not_count_fails_nothing() -> None:
    after = report_sample.result()
    before = Result("0.1.0", "s", (replace(after.documents[0], findings=()),), (), after.gate)
    assert compare(before, after).exit_code == 1
    for change in ({"level": Level.WARN}, {"suppressed": Suppression("baseline")}):
        findings = tuple(replace(finding, **change) for finding in after.documents[0].findings)
        quiet = replace(after, documents=(replace(after.documents[0], findings=findings),))
        assert compare(before, quiet).exit_code == 0


def named(*paths: str) -> Result:
    documents = tuple(report_sample.clean(path) for path in paths)
    return replace(report_sample.result(), documents=documents)


@pytest.mark.parametrize(
    ("before", "after", "pairs", "gone", "added"),
    [
        (("a", "b"), ("b", "a"), ["b<b", "a<a"], (), ()),
        (("v1/a", "v1/b"), ("v2/a", "v2/c"), ["v2/a<v1/a", "v2/c<v1/b"], (), ()),
        (("v1/a", "x/a"), ("v2/a", "y/a"), [], ("v1/a", "x/a"), ("v2/a", "y/a")),
        (("draft.txt",), ("final.html",), ["final.html<draft.txt"], (), ()),
        (("a", "b", "c"), ("a",), ["a<a"], ("b", "c"), ()),
        (("a", "a"), ("a", "a"), ["a<a", "a<a"], (), ()),
        ((), ("a",), [], (), ("a",)),
    ],
)
def test_articles_belong_together_by_path_then_by_name_then_as_the_only_ones_left(
    before: tuple[str, ...], after: tuple[str, ...], pairs: list[str], gone: tuple[str, ...], added: tuple[str, ...]
) -> None:
    comparison = compare(named(*before), named(*after))
    assert [f"{document.path}<{document.path_before}" for document in comparison.documents] == pairs
    assert (comparison.gone, comparison.added) == (gone, added)


def translated(*sentences: tuple[str, str, str]) -> DocumentResult:
    """An article of (French, back-translation, reconstruction)."""
    text = " ".join(french for french, _, _ in sentences)
    segments = tuple(
        SegmentResult(str(i), text.index(french), text.index(french) + len(french), Role.BODY, french,
                      back_translation=back, reconstruction=meant)
        for i, (french, back, meant) in enumerate(sentences)
    )  # fmt: skip
    return replace(report_sample.clean(), text=text, segments=segments)


def test_sentences_are_paired_across_one_that_was_added() -> None:
    same = [("Un.", "one", "one"), ("Trois.", "three", "the third"), ("Quatre.", "four", "the fourth")]
    before, after = (
        translated(*same),
        translated(same[0], ("Deux.", "two", "two"), same[1], ("4.", "fourth", "the fourth")),
    )
    comparison = compare(*(replace(report_sample.result(), documents=(document,)) for document in (before, after)))
    assert comparison.sentences == 3
    chrf, bleu, ter = comparison.metrics
    assert chrf.after > chrf.before
    assert ter.after < ter.before
    assert (chrf.sentences, bleu.name) == (3, "bleu")


def test_a_sentence_added_behind_a_mended_one_is_no_version_of_it() -> None:
    one, bad, good, more = ((f"{word}.", word, word) for word in ("Un", "Dex", "Deux", "Trois"))
    documents = translated(one, bad), translated(one, good, more)
    comparison = compare(*(replace(report_sample.result(), documents=(document,)) for document in documents))
    assert comparison.sentences == 1


def noisy(text: str, share: float, chance: random.Random) -> str:
    return " ".join(word if chance.random() > share else chance.choice(WORDS) for word in text.split())


def test_the_bootstrap_gives_what_sacrebleu_gives_for_one_set_of_references() -> None:
    chance = random.Random(3)  # noqa: S311 - test data
    references = [" ".join(chance.choices(WORDS, k=chance.randint(5, 20))) for _ in range(40)]
    before, after = ([noisy(text, share, chance) for text in references] for share in (0.25, 0.2))
    ours = metric_changes(list(zip(before, references, strict=True)), list(zip(after, references, strict=True)))
    metrics = {"chrf": CHRF(), "bleu": BLEU(effective_order=True), "ter": TER()}
    test = PairedTest([("before", before), ("after", after)], metrics, [references], test_type="bs", n_samples=1000)
    _, scores = test()
    for change, name in zip(ours, ("chrF2", "BLEU", "TER"), strict=True):
        old, new = scores[name]
        assert change.before == pytest.approx(old.score, abs=1e-4)  # type: ignore[union-attr]
        assert change.after == pytest.approx(new.score, abs=1e-4)  # type: ignore[union-attr]
        assert change.p == new.p_value  # type: ignore[union-attr]
        assert 0.001 < change.p < 1
        assert change.low < change.change < change.high
        assert change.signature.endswith("|bs:1000|seed:12345")


def test_what_did_not_change_is_no_chance() -> None:
    texts = [("a b c d", "a b c e"), ("f g", "f h"), ("i " * 300, "j")]
    changes = metric_changes(texts, texts)
    assert [(change.change, change.low, change.high, change.p) for change in changes] == [(0, 0, 0, 1)] * 3
    assert [change.sentences for change in changes] == [3, 3, 2], "TER leaves out what is too long for it"
    assert metric_changes(texts[:1], texts[:1]) == ()


def test_results_that_were_not_made_alike_say_so() -> None:
    after = report_sample.result()
    before = replace(after, signature="translation-audit|v:0.0.9")
    assert "a change may be the program’s" in RENDERERS["text"](compare(before, after), "en")
    assert "a change may be the program’s" not in RENDERERS["text"](compare(after, after), "en")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_is_one_file_and_hostile_text_stays_text(lang: str) -> None:
    hostile = report_sample.hostile()
    mended = replace(hostile, documents=tuple(replace(d, path=f"{d.path}<b>", findings=()) for d in hostile.documents))
    page = RENDERERS["html"](compare(mended, hostile), lang)
    assert f'<html lang="{lang}">' in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"""(?:src|href)=["'](?!data:)|url\(|@import""", page)
    assert RENDERERS["html"](compare(mended, hostile), lang) == page


def test_the_policy_of_the_page_lets_its_own_style_in() -> None:
    result = report_sample.result()
    page = RENDERERS["html"](compare(result, result), "en")
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in page


def test_both_languages_have_the_same_words_and_all_are_used() -> None:
    both: list[Messages] = [messages(lang, TABLE) for lang in ("en", "fr")]
    assert both[0].table.keys() == both[1].table.keys()
    folder = TABLE.parent
    used = "".join(path.read_text("utf-8") for path in (folder / "render.py", folder / "page.html.j2"))
    composed = {"fixed", "new", "still", "fixed_label", "new_label", "still_label", "gone", "added"}
    composed |= {"better", "worse", "source", "unaltered"}
    assert {key for key in both[0].table if f'say("{key}"' not in used and f"say('{key}'" not in used} <= composed


def of_system(*rows: tuple[str, str, str, float], reference: str | None = None) -> Result:
    """The result of one system: id, source, translation and what it is judged."""
    text = " ".join(french for _, _, french, _ in rows)
    segments = tuple(
        SegmentResult(name, 0, 0, Role.BODY, french, source=source, judged=judged, score=judged, reference=reference)
        for name, source, french, judged in rows
    )
    document = replace(report_sample.clean("rows.jsonl"), text=text, segments=segments)
    return replace(report_sample.result(), documents=(document,))


def test_two_systems_are_compared_segment_by_segment_whatever_their_order() -> None:
    rows = [(str(n), f"Sentence {n}.", f"Phrase {n}.", 60.0 + n % 3) for n in range(30)]
    better = [(name, source, f"{text} Oui.", judged + 5 * (int(name) < 20)) for name, source, text, judged in rows]
    worse = [(name, source, text, judged - 9 * (name == "29")) for name, source, text, judged in better]
    comparison = compare(of_system(*rows), of_system(*reversed(worse)))
    judged, score = comparison.segments
    assert (judged.name, judged.better, judged.alike, judged.worse, score.name) == ("judged", 20, 9, 1, "score")
    assert judged.change == pytest.approx((20 * 5 - 9) / 30)
    assert judged.low < judged.change < judged.high
    assert judged.p < 0.01
    assert [segment.id for segment in comparison.worse] == ["29"]
    assert (comparison.worse[0].before, comparison.worse[0].after) == ("Phrase 29.", "Phrase 29. Oui.")
    assert len(comparison.better) == 5
    text = RENDERERS["text"](comparison, "en")
    assert "20 better, 9 alike, 1 worse" in text
    assert "  worse: rows.jsonl, 29: 62 → 53\n    Source: Sentence 29.\n    Before: Phrase 29.\n" in text
    page = RENDERERS["html"](comparison, "fr")
    assert "20 meilleurs, 9 équivalents, 1 moins bons" in page
    assert json.loads(RENDERERS["json"](comparison, "en"))["segments"][0]["worse"] == 1


def test_what_is_alike_is_no_win_and_chance_is_told() -> None:
    rows = [(str(n), f"Sentence {n}.", f"Phrase {n}.", 60.0) for n in range(30)]
    other = [(name, source, text, 60 + (-1) ** int(name) * 10) for name, source, text, _ in rows]
    comparison = compare(of_system(*rows), of_system(*other))
    [judged, _] = comparison.segments
    assert (judged.better, judged.worse) == (15, 15)
    text = RENDERERS["text"](comparison, "en")
    assert ("    Before and after: Phrase 0.\n" in text, "Before:" in text, "After:" in text) == (True, False, False)
    assert ": Score 100 before and after (likely between " in text
    assert "<dt>Avant et après</dt>" in RENDERERS["html"](comparison, "fr")
    assert judged.p > 0.5
    [same, _] = compare(of_system(*rows), of_system(*rows)).segments
    assert (same.alike, same.p, same.low, same.high) == (30, 1, 0, 0)


def test_with_a_reference_it_is_sacrebleus_own_comparison() -> None:
    rows = [(str(n), f"Sentence {n}.", "Le chat dort ici.", 50.0) for n in range(4)]
    other = [(name, source, "Le chat dort là.", judged) for name, source, _, judged in rows]
    reference = "Le chat dort là."
    comparison = compare(of_system(*rows, reference=reference), of_system(*other, reference=reference))
    chrf = comparison.against_reference[0]
    assert chrf.after == pytest.approx(100)
    assert chrf.before == pytest.approx(CHRF().corpus_score([text for _, _, text, _ in rows], [[reference] * 4]).score)
    assert "Translation against the reference" in RENDERERS["text"](comparison, "en")
    assert not compare(of_system(*rows), of_system(*other)).against_reference
