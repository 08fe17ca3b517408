"""Sentences and blocks: places always true, no cut inside a garbled phrase, and linear time."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.characters import usual
from audit.document import Block, Document, Page, Role, Span
from audit.errors import InputError
from audit.segmentation import LONGEST, build, sentences, split_blocks

SHARED = Path(__file__).parents[2] / "shared"
FRENCH = "Le conseil municipal a voté hier soir le budget de la ville pour l’année prochaine."
ENGLISH = "The city council voted last night on the budget of the town for the coming year."
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(" .!?…«»“”\"'()\n\r-—\u00a0\u202f1aAéÉ")), max_size=400)


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "M. Dupont a vu Mme Durand.|Il est parti.",
        "Le Dr Martin cite J. K. Rowling, p. 12, n° 5.|Puis il se tait.",
        "Rome brûle en 30 av. J.-C. selon lui.|Voir aussi la p. 4.",
        "Il vit aux U.S.A. depuis dix ans.|Le U.S. Army Corps aussi.",
        "Fondée en 30 av. J.-C.|Les murs tiennent.",
        "Le taux passe à 3.5 % sur Booking.com.|La hausse continue.",
        "Des pommes, des poires, etc.|Puis rien.",
        "Il hésite...|Puis il part…|Elle reste.",
        "le fabricant. de moteurs a gagné.|Oui.",
        "Naveen, chez Databricks. a parlé mardi.",
        "ses réseaux sociaux. siteX, ajoutant ceci.",
        "Il a « échoué dans quelques cas. »|Elle a réussi.",
        "Elle lui dit : “Nous partons.”|Puis rien.",
        "«\u00a0Viens\u00a0! Vite\u00a0!\u00a0» dit-il.|Puis il partit.",
        "«\u2009Un an. Pas plus.\u2009»|Le maire est clair.",
        'Il a dit : "C’est bien. Je pars."|Puis il est parti.',
        "Il vient (c’est vrai. Il l’a dit.)|Elle non.",
        "Vraiment\u00a0?\u00a0!|Il part.[12]|Elle reste.",
        "Vous venez ?|30 personnes attendent.",
        "— Oui.|— Non.",
        "1. Le prix de l’acier.|2. La baisse des commandes.",
        "Yahoo! a perdu.|Google a gagné.",
        "Une ligne\n|Une autre ligne",
    ],
)
def test_cuts_exactly_at_the_bars(text: str) -> None:
    expected = [part.strip() for part in text.split("|")]
    assert cut(text.replace("\n|", "\n").replace("|", " ")) == expected


def test_a_long_quotation_is_cut() -> None:
    quotation = "« " + " ".join(f"Nous avons attendu la réponse numéro {i} du ministère." for i in range(8)) + " »"
    assert len(cut(quotation)) == 8


def test_hard_wrapped_lines_are_one_block_and_others_are_not() -> None:
    wrapped = (
        "Le conseil municipal a voté hier soir le budget de la ville\n"
        "pour l’année prochaine, après un long débat sur les écoles\n"
        "et la voirie. Il augmente de trois pour cent."
    )
    assert [wrapped[b.start : b.end] for b in split_blocks(wrapped)] == [wrapped]
    assert cut(wrapped)[1] == "Il augmente de trois pour cent."
    lines = "Un titre assez long pour être coupé à la largeur\nUne légende\nLe texte commence ici, et il continue."
    assert len(list(split_blocks(lines))) == 3
    items = "- la première chose à faire quand on arrive sur place\n- la seconde chose"
    assert len(list(split_blocks(items))) == 2


def test_newlines_of_every_kind_keep_places_true() -> None:
    text = f"\ufeff  {FRENCH}\r\n\r\n{FRENCH}\r{FRENCH}\u2028{FRENCH}\n \n\t{FRENCH}  "
    document = build(Page("x.txt", text))
    assert [segment.text.lstrip("\ufeff ") for segment in document.segments] == [FRENCH] * 5
    assert_true_places(document)


def test_build_numbers_segments_and_keeps_furniture_whole() -> None:
    document = build(Page("x.txt", f"{FRENCH} Oui, dit-il. Non.\n\nNe manquez rien. Abonnez-vous.\n\n{FRENCH}"))
    assert [segment.id for segment in document.segments] == ["1", "2", "3", "4", "5"]
    assert [segment.role for segment in document.segments] == [Role.BODY] * 3 + [Role.FURNITURE, Role.BODY]
    assert document.segments[3].text == "Ne manquez rien. Abonnez-vous."
    assert document.words == len(f"{FRENCH} Oui, dit-il. Non. {FRENCH}".split())


def test_blocks_of_a_page_keep_the_roles_it_gives() -> None:
    text = f"{FRENCH}\n\nUn point\n\nPublicité"
    blocks = (Block(0, len(FRENCH), Role.HEADLINE), Block(85, 93), Block(95, 104, Role.HEADLINE))
    document = build(Page("x.html", text, blocks, extracted=True))
    assert [block.role for block in document.blocks] == [Role.HEADLINE, Role.BODY, Role.FURNITURE]
    assert document.extracted


def test_a_foreign_document_is_refused_and_a_foreign_block_is_named() -> None:
    with pytest.raises(InputError, match=r"^x\.txt: is in English \(en\), not French; this version audits French$"):
        build(Page("x.txt", f"{ENGLISH}\n\n{FRENCH}\n\n{ENGLISH}"))
    document = build(Page("x.txt", f"{FRENCH}\n\n{ENGLISH}\n\n{FRENCH}"))
    assert [block.language for block in document.blocks] == ["fr", "en", "fr"]
    assert document.language == "fr"


def test_english_furniture_does_not_make_a_page_english() -> None:
    assert build(Page("x.txt", "This website uses cookies to give you the best experience. " * 3 + f"\n\n{FRENCH}"))


@pytest.mark.parametrize("text", ["", " \n ", "123 !", "…"])
def test_no_words_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="holds no words"):
        build(Page("x.txt", text))


def assert_true_places(document: Document) -> None:
    position = 0
    for segment in document.segments:
        assert segment.text == document.text[segment.start : segment.end] == segment.text.strip() != ""
        assert position <= segment.start
        position = segment.end
        assert any(block.start <= segment.start <= segment.end <= block.end for block in document.blocks)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_places_are_true_and_nothing_is_lost(text: str) -> None:
    try:
        document = build(Page("x.txt", text))
    except InputError:
        return
    assert_true_places(document)
    assert document == build(Page("x.txt", text))
    kept = "".join(segment.text for segment in document.segments)
    assert "".join(kept.split()) == "".join(usual(text).split())


@pytest.mark.parametrize(
    "unit", ["Le chat dort. Il mange ! ", ".", "« a. B ", '"A. b ', "M. ", "(A. B", "é", "»", "1. ", "\u00a0"]
)
def test_a_million_characters_in_seconds(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    started = time.perf_counter()
    longest = max((span.end - span.start for span in sentences(text, Span(0, len(text)))), default=0)
    assert longest <= LONGEST
    assert time.perf_counter() - started < 15  # quadratic: minutes


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the corpora beside the repository (../shared)")
@pytest.mark.parametrize(
    "name", ["mono/ud-sequoia-news-estrepublicain.fr", "test/newstest2014-subset500.fr", "test/pud.fr"]
)
def test_hardly_a_sentence_of_clean_news_is_cut_in_two(name: str) -> None:
    lines = [
        line.strip() for line in (SHARED / "corpora" / name).read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    assert sum(len(cut(line)) > 1 for line in lines) <= 0.005 * len(lines)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the corpora beside the repository (../shared)")
def test_sentences_of_clean_news_are_found_in_running_text() -> None:
    path = SHARED / "corpora" / "mono" / "orangesum-news.fr"
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    plain = [
        line for line in lines if line and line[0].isupper() and line[-1] in ".?" and not set(line) & set('"«»“”…()')
    ]
    found = cut(" ".join(plain[:5000]))
    assert len(set(plain[:5000]) & set(found)) > 0.98 * len(set(plain[:5000]))


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the seed articles beside the repository (../shared)")
def test_seed_articles() -> None:
    translated, written = (
        build(Page(path.name, path.read_bytes().decode())) for path in sorted((SHARED / "seeds").glob("*.txt"))
    )
    assert (translated.disclosed_mt, written.disclosed_mt) == (True, False)
    assert [
        segment.text for segment in translated.audited if "Publicité" in segment.text or "commission" in segment.text
    ] == []
    assert any("fabricant. de" in segment.text for segment in translated.audited)
    assert not any("e-mail" in s.text or "YouTube" in s.text or "Newsletter" in s.text for s in written.audited)
    assert sum(segment.role is Role.HEADLINE for segment in written.audited) == 5
    for document in (translated, written):
        assert_true_places(document)
