"""Units of XLIFF, TMX, PO and JSON Lines: which languages are read, what a code reads as, and what is refused."""

from collections.abc import Sequence

import pytest
from reading import page_of

from audit.document import Unit
from audit.errors import InputError
from audit.readers.units import is_language

XLIFF_1 = '<xliff version="1.2"><file {}><body><trans-unit id="1">{}</trans-unit></body></file></xliff>'
XLIFF_2 = (
    '<xliff version="2.0" srcLang="en" trgLang="{}"><file><unit id="1"><segment>{}</segment></unit></file></xliff>'
)


def units_of(name: str, content: str | bytes) -> Sequence[Unit]:
    return page_of(name, content).units


@pytest.mark.parametrize("tag", ["fr", "FR", "fra", "fr-CA", "fr_CA", "fr.UTF-8", "fr@euro", "", None])
def test_a_tag_of_french(tag: str | None) -> None:
    assert is_language(tag, "fr")


@pytest.mark.parametrize("tag", ["de", "frr", "fro-FR", "en_FR"])
def test_a_tag_of_another_language(tag: str) -> None:
    assert not is_language(tag, "fr")


def test_xliff_2_into_another_language_is_refused() -> None:
    segment = "<source>Yes.</source><target>Ja.</target>"
    with pytest.raises(InputError, match=r"a\.xlf: line 1: is a translation into de, not French"):
        page_of("a.xlf", XLIFF_2.format("de", segment))


@pytest.mark.parametrize(("language", "source"), [("en-GB", "Ja."), ("de", None)])
def test_a_source_that_is_not_english_is_not_used(language: str, source: str | None) -> None:
    unit = "<source>Ja.</source><target>Oui.</target>"
    page = page_of("a.xlf", XLIFF_1.format(f'source-language="{language}" target-language="fr"', unit))
    assert [unit.source for unit in page.units] == [source]
    assert len(page.warnings) == (source is None)


def test_a_variant_of_no_language_is_not_read() -> None:
    variants = "".join(f"<tuv{tag}><seg>{text}</seg></tuv>" for tag, text in ((' lang="fr"', "Oui."), ("", "Ja.")))
    tmx = f'<tmx version="1.1"><body><tu>{variants}</tu></body></tmx>'
    assert [unit.source for unit in units_of("a.tmx", tmx)] == [None]
    assert page_of("a.tmx", tmx).text == "Oui."


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('<ph id="1"/>', "Oui\ufffc."),
        ('<ph id="1" equiv=""/>', "Oui."),
        ('<ph id="1" equiv="&lt;b&gt;"/>', "Oui."),
        ('<ph id="1" subType="xlf:lb"/>', "Oui\n."),
    ],
)
def test_what_a_code_reads_as(code: str, text: str) -> None:
    assert page_of("a.xlf", XLIFF_2.format("fr", f"<target>Oui{code}.</target>")).text == text


def test_a_doctype_that_declares_an_entity_is_refused_and_no_word_is_lost() -> None:
    markup = XLIFF_1.format("", "<target>Le maire &e;.</target>")
    with pytest.raises(InputError, match=r"a\.xlf: line 1: has a DOCTYPE with declarations in it"):
        page_of("a.xlf", f'<!DOCTYPE xliff [<!ENTITY e "a dit non">]>{markup}')


def test_a_comment_is_neither_text_nor_note() -> None:
    unit = "<target>Oui<!-- non -->.</target><note>Bref<!-- sic -->.</note>"
    page = page_of("a.xlf", XLIFF_1.format("", unit))
    assert (page.text, page.units[0].fields) == ("Oui.", {"notes": ["Bref."]})


def test_ten_megabytes_in_one_piece_of_xml_are_refused() -> None:
    with pytest.raises(InputError, match=r"a\.xlf: line 1: is not well-formed XML: "):
        page_of("a.xlf", XLIFF_1.format("", f"<target>{'x' * 10_500_000}</target>"))


def test_po_with_a_nul_is_binary() -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    with pytest.raises(InputError, match=r"a\.po: is binary"):
        page_of("a.po", header + 'msgid "Yes."\nmsgstr "Oui\0."\n')


def test_a_row_without_an_id_is_called_by_its_number() -> None:
    lines = '{"id": "", "target": "Oui."}\n{"target": "Non."}\n{"id": 0, "target": "Si."}\n'
    assert [unit.id for unit in units_of("a.jsonl", lines)] == ["1", "2", "0"]


@pytest.mark.parametrize("order", ["le", "be"])
def test_the_kind_is_seen_without_a_name_in_either_order_of_bytes(order: str) -> None:
    raw = '\ufeff{"target": "Oui."}\n'.encode(f"utf-16-{order}")
    assert page_of("rows", raw).text == "Oui."


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ('Click <x id="2"/> now.', "Cliquez.", [('<x id="2"/>', 6, True)]),
        ('<g id="1">Here</g> it is.', "C’est ici.", [('<g id="1"/>', 0, False)]),
        (
            'Open <bpt id="1">&lt;b&gt;</bpt>it<ept id="1">&lt;/b&gt;</ept>.',
            "Ouvrez-le.",
            [('<bpt id="1"/>', 5, False)],
        ),
        ('Send <ph id="7">%s</ph>.', 'Envoyez <ph id="1">%s</ph>.', []),
        ('A <g id="1">big <x id="2"/></g> one.', 'Un <x id="2"/> <g id="1">grand</g>.', []),
        ('A <mrk mid="1" mtype="term">word</mrk>.', "Un mot.", []),
    ],
)
def test_the_codes_that_a_translation_has_lost(source: str, target: str, lost: list[tuple[str, int, bool]]) -> None:
    languages = 'source-language="en" target-language="fr"'
    [found] = units_of("a.xlf", XLIFF_1.format(languages, f"<source>{source}</source><target>{target}</target>"))
    assert [(code.text, code.start, code.stands) for code in found.lost] == lost
