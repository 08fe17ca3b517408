"""What the fuzzers begin with: well-formed inputs of every kind, and the words of their languages."""

import io
import json
import tomllib
import zipfile
import zlib
from functools import cache
from pathlib import Path

import report_sample

from audit.reporters import as_json
from audit.result import Result
from audit.work import Outcome

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
PAGE = (
    "<html><body><nav><ul><li><a href=/>Accueil</a><li><a href=/x>Économie</a></ul></nav><main><h1>Un budget en hausse</h1>"
    "<p>Le conseil municipal a voté lundi soir le budget de la ville, qui augmente de trois pour cent cette année.</p>"
    "<figure><img src=y><figcaption>La mairie, lundi. Photo AFP</figcaption></figure><div><p>La maire assure que les impôts "
    "ne bougeront pas, et que les travaux du port <!-- audit-ignore-next -->commenceront au printemps.</p></div></main>"
    "<aside><p>À lire aussi</p></aside><footer>© Le Journal</footer></body></html>"
)
SETTINGS = (
    'extends = ["strict"]\nlang = "fr"\nengine = "none"\nfail_on = "major"\nmin_score = 80\nformats = ["json=a.json"]\n'
    'time_limit = 5.5\nbaseline = "b.json"\n[levels]\nglued = "off"\n[[overrides]]\npaths = ["a/*.txt"]\nmin_score = 10\n'
)
INDEX = [
    {"from_code": "fr", "to_code": "en", "from_name": "French", "to_name": "English", "package_version": "1.9",
     "type": "translate", "links": ["https://argos-net.com/v1/translate-fr_en-1_9.argosmodel"], "sha256": "0" * 64},
]  # fmt: skip
METADATA = {"from_code": "fr", "to_code": "en", "package_version": "1.0", "target_prefix": "", "type": "translate"}
SOURCE_MARK = "\n=====\n"  # between a French text and its English source
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
    name = {"xliff-copy": "xliff", "po-copy": "po"}.get(name, name)
    if name in ("xliff", "tmx", "po", "csv"):
        suffix = {"xliff": "xlf"}.get(name, name)
        return tuple(path.read_bytes() for path in sorted((TESTS / "bilingual").glob(f"*.{suffix}")))
    if name == "glossary":
        return (GLOSSARY.encode(), *(path.read_bytes() for path in (TESTS / "bilingual").glob("*.tbx")))
    made = {
        "html": [HTML, PAGE],
        "article": [HTML, PAGE],
        "jsonl": ['{"id": 1, "source": "Yes.", "target": "Oui. Non.", "note": {"a": [1, 2.5]}}\n{"mt": "Bien sûr."}\n'],
        "tsv": ["id\tsource\tfr\n1\tYes\tOui « bien »\n2\t\tNon\n"],
        "result": [_result(report_sample.result(report_sample.of_text("Oui."))), _result(report_sample.of_all_kinds())],
        "baseline": [json.dumps({"format": 1, "documents": {"a.txt": {"score": 9.5, "findings": [_accepted()]}}})],
        "settings": [SETTINGS, f"[tool.audit]\n{SETTINGS.partition('[levels]')[0]}"],
        "names": ["# right\nMusk\nL'Équipe\nJ.-C. Dupont\n"],
        "package": [json.dumps(METADATA)],
        "offers": [json.dumps(INDEX)],
        "detectors": _cases(),
    }
    if name == "archive":
        return (_archive(),)
    if name == "outcome":
        packed = Outcome((report_sample.of_all_groups(),)).packed()
        return zlib.decompress(packed), packed
    return tuple(text.encode() for text in made.get(name, [PROSE]))


def _result(made: Result) -> str:
    return as_json.render(made, lang="en")


def _cases() -> list[str]:
    """Something that each detector finds, with the source where it asks for one."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted((TESTS / "cases").glob("*.toml"))]
    rows = [row for file in files for row in file["fires"][:2]]
    return [row["text"] + (SOURCE_MARK + row["source"] if "source" in row else "") for row in rows]


def _accepted() -> dict[str, str]:
    return {"fingerprint": "0" * 16, "detector": "glued", "text": "ditMartin", "reason": "so"}


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("fr_en/metadata.json", json.dumps(METADATA))
        file.writestr("fr_en/model/other.bin", bytes(100))
    return out.getvalue()
