"""What the fuzzers begin with: well-formed inputs of every kind, and the words of their languages."""

import io
import json
import zipfile
from functools import cache
from pathlib import Path

import report_sample

from audit.reporters import as_json

TESTS = Path(__file__).parents[1]
PROSE = (
    "Le maire a annoncé « un plan ». Il a ditMartin partira demain.\n\n"
    "  Publicité\n<!-- audit-ignore: glued -- voulu -->\nM. Dupont (né en 1960) a répondu : “Non !” [2] Et après ?\n"
    "<!-- audit-ignore-next -->\n- un\n- deux\n<!-- audit-ignore-end -->\n"
)
HTML = (
    "<!doctype html><html lang=fr><head><title>Le titre</title><style>p {}</style></head><body><h1>Le titre</h1>"
    "<article><!-- audit-ignore-next: casing --><p>Le maire de <a href=x>la ville</a>, qui <b>parle</b><br>&amp; s’en va."
    "<p hidden>Rien<figure><img src=y><figcaption>Une <i>légende</i></figcaption></figure><ul><li>un<li>deux</ul>"
    "<table><tr><td>a<td>b</table><script>1</script><!-- audit-ignore --></article></body></html>"
)
SETTINGS = (
    'extends = ["strict"]\nlang = "fr"\nengine = "none"\nfail_on = "major"\nmin_score = 80\n[detectors]\n'
    'glued = "off"\n[[paths]]\nmatch = ["a/*.txt"]\n[names]\nkeep = ["Musk"]\n'
)
GLOSSARY = (
    "source,target,forbidden,status\nvice-president,vice-président|vice-présidente,,\n"
    "layoff,licenciement,mise à pied,approved\n"
)
TOKENS = [
    *"<p> </p> <br> <b> </b> <!-- --> <![CDATA[ ]]> <script> </script> <article> <li> <pre> &amp; &#0; &#x110000; hidden".split(),
    *'<?xml <!DOCTYPE [<!ENTITY e "x"> &e; xmlns="urn:x" xml:lang="fr" <target> </target> <g> <x/> <mrk> <seg> <tuv>'.split(),
    *'msgid msgstr msgctxt msgid_plural msgstr[0] #~ #| #, "" \\n \\x 0 -1 1e999 NaN null {} [] [[ {{ \\ud800 " ,'.split(),
    *"audit-ignore audit-ignore-next audit-ignore-end glued casing « » “ ” … ! ? . ; — -- ’ M. J.-C.".split(),
    *"\ufeff \u2028 \u202e \u200b \u00a0 \x00 \x1c \x85 \r\n \r \t \U0001f468\u200d \u0301 \ufffc \ud800".split(" "),
]  # fmt: skip


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Inputs that the target `name` takes as they are."""
    if name in ("xliff", "tmx", "po", "csv"):
        suffix = {"xliff": "xlf"}.get(name, name)
        return tuple(path.read_bytes() for path in sorted((TESTS / "bilingual").glob(f"*.{suffix}")))
    if name == "glossary":
        return (GLOSSARY.encode(), *(path.read_bytes() for path in (TESTS / "bilingual").glob("*.tbx")))
    made = {
        "html": [HTML],
        "jsonl": ['{"id": 1, "source": "Yes.", "target": "Oui. Non.", "note": {"a": [1, 2.5]}}\n{"mt": "Bien sûr."}\n'],
        "tsv": ["id\tsource\tfr\n1\tYes\tOui « bien »\n2\t\tNon\n"],
        "result": [as_json.render(report_sample.of_all_kinds(), lang="en")],
        "baseline": [json.dumps({"format": 1, "documents": {"a.txt": {"score": 9.5, "findings": [_accepted()]}}})],
        "settings": [SETTINGS],
    }
    if name == "archive":
        return (_archive(),)
    return tuple(text.encode() for text in made.get(name, [PROSE]))


def _accepted() -> dict[str, str]:
    return {"fingerprint": "0" * 16, "detector": "glued", "text": "ditMartin", "reason": "so"}


def _archive() -> bytes:
    out = io.BytesIO()
    metadata = {"from_code": "fr", "to_code": "en", "package_version": "1.0"}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("fr_en/metadata.json", json.dumps(metadata))
        file.writestr("fr_en/model/other.bin", bytes(100))
    return out.getvalue()
