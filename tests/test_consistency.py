"""Consistency over a bilingual file: where a file says that a text is used elsewhere, it may differ."""

from pathlib import Path

from audit.alignment import within_units
from audit.detection import detect
from audit.detectors.registry import load
from audit.readers import read_all
from audit.segmentation import build

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgctxt "menu"
msgid "Open the gate now"
msgstr "Ouvrir la barrière maintenant"

msgctxt "warning"
msgid "Open the gate now"
msgstr "Ouvrez la barrière tout de suite"

msgid "%d boat is late"
msgid_plural "%d boat is late"
msgstr[0] "%d bateau est en retard"
msgstr[1] "%d bateaux sont en retard"
"""
UNIT = '<trans-unit id="{id}"><source>Close the gate now</source><target>{target}</target>{note}</trans-unit>'


def found(path: Path, content: str) -> list[tuple[str, str]]:
    path.write_text(content, "utf-8")
    [page] = read_all(str(path))
    findings, _, failures = detect(within_units(build(page)), [load()["inconsistent-translation"]])
    assert not failures
    return [(finding.text, str(finding.why)) for finding in findings]


def xliff(*units: str) -> str:
    body = "".join(units)
    head = (
        '<xliff version="1.2"><file source-language="en" target-language="fr" original="a" datatype="plaintext"><body>'
    )
    return f"{head}{body}</body></file></xliff>"


def test_a_context_or_a_plural_may_differ(tmp_path: Path) -> None:
    assert found(tmp_path / "a.po", PO) == []
    same = PO.replace('msgctxt "menu"\n', "").replace('msgctxt "warning"\nmsgid "Open', 'msgid "open')
    [(text, why)] = found(tmp_path / "a.po", same)
    assert text == "Ouvrez la barrière tout de suite"
    assert why == "the same source is “Ouvrir la barrière maintenant” in Open the gate now"


def test_units_whose_notes_differ_may_differ(tmp_path: Path) -> None:
    targets = ("Fermez la barrière", "Fermer la barrière")
    plain = [UNIT.format(id=n, target=target, note="") for n, target in enumerate(targets)]
    noted = [UNIT.format(id=n, target=target, note=f"<note>{n}</note>") for n, target in enumerate(targets)]
    assert [text for text, _ in found(tmp_path / "a.xlf", xliff(*plain))] == ["Fermer la barrière"]
    assert found(tmp_path / "a.xlf", xliff(*noted)) == []
