"""Roles of blocks: what surrounds an article is told from the article, and prose never pays for it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.document import Page, Role
from audit.furniture import disclosed_mt, is_furniture
from audit.segmentation import build

MONO = Path(__file__).parents[2] / "shared" / "corpora" / "mono"

FURNITURE = [
    "Publicité",
    "PUBLICITÉ",
    "- Publicité -",
    "PublicitéRenault Alpine",
    "La suite après la publicité",
    "La suite de l’article après cette publicité",
    "Advertisement",
    "Nous pouvons percevoir une commission sur les achats faits par ces liens.",
    "Cet article contient des liens affiliés.",
    "We may earn a commission from links on this page.",
    "Lire aussi : La Bretagne manque d’eau",
    "À lire également",
    "À LIRE AUSSI : la Bretagne manque d’eau",
    "Read more: How the deal was made",
    "YouTube video",
    "Cliquez pour commenter",
    "Laisser un commentaire Annuler la réponse",
    "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
    "Leave a Reply",
    "Newsletter",
    "Abonnez-vous à notre lettre du matin et recevez le meilleur de la semaine.",
    "Suivez-nous sur Google Actualités",
    "Ne manquez rien de l’actualité : inscrivez-vous.",
    "Partager sur Facebook",
    "Facebook Twitter LinkedIn WhatsApp",
    "12 commentaires",
    "Nous utilisons des cookies pour améliorer votre expérience.",
    "Tout accepter",
    "© 2023 Le Courrier du Val. Tous droits réservés.",
    "Temps de lecture : 4 min",
    "Publié le 12 mars 2024 à 10h30",
    "•••",
]
PROSE = [
    "La publicité en ligne recule.",
    "Publicité en ligne : Bruxelles durcit le ton",
    "La publicité représente la moitié des recettes de la chaîne.",
    "Les commentaires du ministre ont surpris la salle.",
    "Abonnez-vous, ordonnait l’affiche.",
    "Elle aime lire aussi bien Zola que Simenon.",
    "Restez chez vous, demande le préfet.",
    "Les cookies déposés par le site ont valu une amende à son éditeur.",
    "La newsletter du musée compte dix mille lecteurs.",
    "Facebook",
    "Il a partagé la photo sur Facebook.",
    "Selon Reuters, la vente serait conclue avant l’été.",
    "Il a retrouvé toute sa famille à Lyon.",
    "Suivez le guide : c’est la devise de la maison.",
]
NOTICES = [
    "Ce contenu a été traduit automatiquement à partir du texte original.",
    "Cet article a été traduit automatiquement de l’anglais. Des erreurs peuvent subsister.",
    "Traduit de l’anglais par DeepL",
    "Article traduit de l’anglais par une IA",
    "Traduction automatique fournie par Google Translate",
    "Cette page a été traduite à l’aide d’outils de traduction automatique.",
    "Cet article, paru en anglais, a été traduit par une intelligence artificielle puis relu.",
    "This article was machine-translated from English.",
    "This content has been automatically translated.",
    "Translated automatically",
]
NO_NOTICES = [
    "Traduit de l’anglais par Claire Martin",
    "Traduit de l’italien par une équipe de bénévoles",
    "Le roman a été traduit automatiquement par un logiciel, révèle l’enquête.",
    "La traduction automatique progresse, et les traducteurs s’inquiètent.",
    "DeepL et Google Translate se disputent le marché de la traduction automatique.",
    "L’éditeur allemand DeepL lève 300 millions de dollars.",
    "Ce discours a été traduit en douze langues.",
    "Traduction automatique",
]


def roles(text: str) -> list[Role]:
    document = build(Page("x.txt", text))
    return [block.role for block in document.blocks]


@pytest.mark.parametrize("text", [*FURNITURE, *NOTICES])
def test_furniture(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize("text", [*PROSE, *NO_NOTICES])
def test_prose_is_never_furniture(text: str) -> None:
    assert not is_furniture(text)


@pytest.mark.parametrize("text", NOTICES)
def test_disclosed(text: str) -> None:
    assert disclosed_mt(text)


@pytest.mark.parametrize("text", [*PROSE, *NO_NOTICES, *FURNITURE])
def test_not_disclosed(text: str) -> None:
    assert not disclosed_mt(text)


def test_a_long_block_is_prose_however_it_opens() -> None:
    prose = "Abonnez-vous à la lettre du matin. " + "Le conseil municipal a voté le budget de la ville. " * 10
    assert not is_furniture(prose)
    assert not disclosed_mt("Cet article a été traduit automatiquement. " + prose)


ARTICLE = """\
PublicitéRenault Alpine

La petite usine qui résiste : comment Dieppe a gardé ses voitures

Le constructeur a sauvé la chaîne, mais quelques ouvriers sont partis pour la concurrence

Nous pouvons percevoir une commission sur les liens de cette page.
un homme penché sur un moteur
Un ouvrier de l’usine de Dieppe, le 3 mai 2022.
Photo : Anne Leroy (Getty Images)

L’usine tourne de nouveau à plein depuis le printemps. Elle emploie quatre cents personnes.

Publicité

« Nous avons eu peur de fermer »

La direction avait annoncé un plan social. Trois raisons l’expliquent :

- le prix de l’acier
- la baisse des commandes

Un carnet rempli

et la ville respire, dit le maire. La route sera longue.

Ce contenu a été traduit automatiquement.

Laisser un commentaire"""


def test_roles_of_a_pasted_page() -> None:
    furniture, headline, body, caption = Role.FURNITURE, Role.HEADLINE, Role.BODY, Role.CAPTION
    expected = [furniture, headline, headline, furniture, caption, caption, caption, body, furniture, headline]
    assert roles(ARTICLE) == [*expected, body, body, body, headline, body, furniture, furniture]


def test_disclosure_and_words_of_a_page() -> None:
    document = build(Page("x.txt", ARTICLE))
    assert document.disclosed_mt
    assert all("commission" not in segment.text for segment in document.audited)
    assert not build(Page("x.txt", ARTICLE.replace("Ce contenu a été traduit automatiquement.", ""))).disclosed_mt


def test_a_single_line_is_body() -> None:
    assert roles("Dupond a dit Airbus est augmenter la cadence") == [Role.BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Crédit photo : Anne Leroy",
        "© Anne Leroy / AFP",
        "REUTERS/Anne Leroy",
        "Getty Images",
        "Le maire de Dieppe, le 3 mai. © AFP",
        "Le maire de Dieppe (Anne Leroy/AFP)",
    ],
)
def test_credits(line: str) -> None:
    body = "Le conseil municipal a voté le budget de la ville. Il augmente de trois pour cent."
    assert roles(f"{body}\n\n{line}\n\n{body}") == [Role.BODY, Role.CAPTION, Role.BODY]


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert is_furniture(text) in (True, False)
    assert not disclosed_mt(text) or is_furniture(text)


@pytest.mark.skipif(not MONO.is_dir(), reason="needs the corpora beside the repository (../shared/corpora)")
@pytest.mark.parametrize("name", ["orangesum-news", "ud-gsd-web", "ud-sequoia-news-estrepublicain"])
def test_no_sentence_of_clean_news_is_furniture(name: str) -> None:
    lines = (MONO / f"{name}.fr").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if is_furniture(line)] == []


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("Traduction automatique. Seule la version anglaise de ce billet fait foi.", True),
        ("Traduction automatique : cet article a paru en anglais.", True),
        ("Cette page a été traduite du néerlandais par un logiciel, sans relecture humaine.", True),
        ("Ce document est issu d’une traduction automatique.", True),
        ("Traduction automatique : le marché double en un an", False),
        ("La traduction automatique progresse, et ce texte le montre.", False),
    ],
)
def test_notices_are_told_from_articles_about_machine_translation(text: str, notice: bool) -> None:
    assert disclosed_mt(text) is notice
