"""Glossaries: the tables and TBX that tools write, what is refused and where, how terms are found, and the setting."""

import json
from pathlib import Path

import pytest
from command import NONE, Run

from audit.errors import SettingsError
from audit.french.lexicon import load_lexicon
from audit.glossary import Glossary, Term, rendered, uses

FILES = Path(__file__).parent / "bilingual"
TBX2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en-US"><text><body>
 <termEntry id="27766_2">
  <langSet xml:lang="en-US">
   <ntig><termGrp><term id="1">drop-down list</term><termNote type="partOfSpeech">Noun</termNote></termGrp></ntig>
  </langSet>
  <langSet xml:lang="fr-FR">
   <tig><term>liste déroulante</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
   <tig><term>liste pop-up</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  </langSet>
  <langSet xml:lang="de-DE"><tig><term>Dropdownliste</term></tig></langSet>
 </termEntry>
</body></text></martif>
"""
TBX3 = """<?xml version="1.0" encoding="UTF-8"?>
<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" style="dct" type="TBX-Min" xml:lang="en">
 <text><body>
  <conceptEntry id="c5">
   <langSec xml:lang="en"><termSec><term>to sail</term><min:partOfSpeech>verb</min:partOfSpeech></termSec></langSec>
   <langSec xml:lang="fr">
    <termSec><term>appareiller</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>voiler</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
   </langSec>
  </conceptEntry>
 </body></text>
</tbx>
"""
TBX_MIN = """<?xml version="1.0"?>
<TBX dialect="TBX-Min"><header><id>x</id></header><body><termEntry id="C1">
 <langGroup xml:lang="en"><termGroup><term>dog</term></termGroup></langGroup>
 <langGroup xml:lang="fr"><termGroup><term>chien</term><termStatus>preferred</termStatus></termGroup>
  <termGroup><term>clébard</term><termStatus>notRecommended</termStatus></termGroup></langGroup>
</termEntry></body></TBX>
"""


def read(path: Path, content: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    path.write_text(content, "utf-8")
    return [(term.source, term.targets, term.forbidden) for term in Glossary.read([path]).terms]


@pytest.mark.parametrize(
    "content",
    [
        "source,target,forbidden\nferry,traversier | bac,ferry-boat\n",
        "en\tfr\tforbidden\nferry\ttraversier; bac\tferry-boat\n",
        "Term;Translation;Do not use\nferry;traversier|bac;ferry-boat\n",
        "# our terms\n\nTerm [en],Term [fr],Part Of Speech [en],Forbidden\nferry,traversier|bac,noun,ferry-boat\n",
        '"English","French","Avoid"\n"ferry","traversier\nbac","ferry-boat"\n',
    ],
)
def test_tables_as_people_and_tools_name_them(tmp_path: Path, content: str) -> None:
    assert read(tmp_path / "g.csv", content) == [("ferry", ("traversier", "bac"), ("ferry-boat",))]


def test_a_status_or_a_yes_forbids_the_target(tmp_path: Path) -> None:
    rows = "source,target,status\nlibrary,bibliothèque,approved\nlibrary,librairie,Forbidden\n"
    assert read(tmp_path / "g.csv", rows) == [("library", ("bibliothèque",), ()), ("library", (), ("librairie",))]
    assert read(tmp_path / "g.csv", "en,fr,forbidden\na,b,no\nc,d,yes\n") == [("a", ("b",), ()), ("c", (), ("d",))]


@pytest.mark.parametrize(
    ("content", "terms"),
    [
        (TBX2, [("drop-down list", ("liste déroulante",), ("liste pop-up",))]),
        (TBX3, [("to sail", ("appareiller",), ("voiler",))]),
        (TBX_MIN, [("dog", ("chien",), ("clébard",))]),
    ],
)
def test_tbx_of_each_kind(tmp_path: Path, content: str, terms: list[object]) -> None:
    assert read(tmp_path / "g.tbx", content) == terms


def test_tbx_of_translate_toolkit() -> None:
    terms = Glossary.read([FILES / "ferry.tbx"]).terms
    assert [(term.source, term.targets) for term in terms] == [
        ("interest rate", ("taux d’intérêt",)),
        ("ferry", ("traversier",)),
    ]
    assert terms[1].origin.endswith("ferry.tbx:17")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("source,note\na,b\n", "line 1: no column is the French term"),
        ("source,target\na,b\nc,\n", "line 3: 'c' has no French term"),
        ('source,target\na,b\n"c,d\n', "line 3: is no table"),
        ("source,target\n", "holds no term"),
        ('<?xml version="1.0"?>\n<tbx><body>', "line 2: is not well-formed XML"),
        (
            '<!DOCTYPE tbx [<!ENTITY a "b">]>\n<tbx><body><conceptEntry>&a;</conceptEntry></body></tbx>',
            "DOCTYPE with declarations",
        ),
        ('<?xml version="1.0"?>\n<xliff/>', "line 2: is not TBX: its root element is <xliff>"),
        (TBX2.replace("fr-FR", "es-ES"), "no entry has a French term; there is de-DE, en-US, es-ES"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "g.csv"
    with pytest.raises(SettingsError) as caught:
        read(path, content)
    assert f"glossary: {path}" in str(caught.value)
    assert said in str(caught.value)


def test_english_terms_are_whole_words_in_the_singular_and_the_plural() -> None:
    glossary = Glossary(tuple(Term(s, ("x",)) for s in ("ferry", "interest", "interest rate", "Apple", "iOS", "box")))
    text = "Ferries and the Ferry: boxes, interest\nrates; an apple, Apple's iOS, no IOS, ferrying, boxer"
    assert [text[place.start : place.end] for place in glossary.sources(text)] == [
        "Ferries", "Ferry", "boxes", "interest\nrates", "Apple's", "iOS",
    ]  # fmt: skip
    titles = Glossary((Term("Budget", ("budget",)), Term("Back Button", ("bouton",))))  # every entry has a capital
    assert len(titles.sources("The budget and the back button")) == 2
    verbs = Glossary((Term("sail", ("naviguer",), verb=True),))
    assert len(verbs.sources("She sails, sailed, is sailing.")) == 3


def test_french_terms_are_known_in_every_form() -> None:
    lexicon = load_lexicon()
    assert rendered(Term("", ("cheval de trait",)), "Des chevaux de trait passaient.", lexicon)
    assert rendered(Term("", ("œuvre d'art",)), "Les oeuvres d’art", lexicon)
    assert rendered(Term("", ("Kubernetes",)), "Un kubernetes", lexicon)
    assert not rendered(Term("", ("cheval de trait",)), "Des chevaux passaient.", lexicon)
    text = "Les listes déroulantes, la liste très déroulante"
    assert [text[a:b] for a, b in uses("liste déroulante", text, lexicon)] == ["listes déroulantes"]


def test_the_setting_and_the_option(run: Run) -> None:
    Path("g.csv").write_text("source,target,forbidden\nlibrary,bibliothèque,librairie\nferry,traversier,\n", "utf-8")
    Path("rows.jsonl").write_text(
        json.dumps({"source": "The library and the ferry.", "target": "La librairie et le bateau."}) + "\n", "utf-8"
    )
    by_option = json.loads(run("run", "rows.jsonl", *NONE, "--glossary", "g.csv", "--format", "json").out)
    [document] = by_option["documents"]
    assert {f["detector"]: (f["text"], f["category"]) for f in document["findings"]} == {
        "forbidden-term": ("librairie", "terminology/wrong-term"),
        "terminology": ("bateau", "terminology/wrong-term"),
    }
    Path("audit.toml").write_text('glossary = "g.csv"\nlang = "fr"\n', "utf-8")
    out = run("run", "rows.jsonl", *NONE, "--format", "concise").out
    assert "le glossaire proscrit «\xa0librairie\xa0» et veut «\xa0bibliothèque\xa0»" in out
    assert "le glossaire veut «\xa0traversier\xa0» pour «\xa0ferry\xa0»" in out
    assert 'glossary = ["g.csv"]' in run("config").out
    Path("audit.toml").write_text("", "utf-8")
    [plain] = json.loads(run("run", "rows.jsonl", *NONE, "--format", "json").out)["documents"]
    assert not {"terminology", "forbidden-term"} & set(plain["checks"])
    Path("g.csv").write_text("source,target\nlibrary\n", "utf-8")
    wrong = run("run", "rows.jsonl", *NONE, "--glossary", "g.csv")
    assert (wrong.code, "g.csv: line 2:" in wrong.err) == (2, True)
