"""Findings of one place are one finding, which mends what each of them mends."""

import pytest

from audit import audit_text
from audit.finding import Category, Finding, Severity
from audit.fusion import fuse

# What stands there, and what the one finding makes of it; None where nothing is plain.
COMPOSED = {
    "Les deux cousines sontcontent du voyage.": ("sontcontent", None),
    "Les soupes sontfroide depuis midi.": ("sontfroide", "sont froides"),
    "La mairie envisagefermer la piscine.": ("envisagefermer", "envisage de fermer"),
    "Le témoin a préciséil n’avait rien vu ce soir-là.": ("préciséil", "précisé qu’il"),
    "Le préfet adémentir la rumeur mardi.": ("adémentir", "a démenti"),
    "Les élus de Gand étaient franchement. ravi de l’accueil.": ("franchement. ravi", "franchement ravis"),
    "Une barque a étévolé près du phare.": ("étévolé", "été volée"),
    "Ils ont conclu. un affaire avec la banque.": ("conclu. un affaire", "conclu une affaire"),
    "La troupe a ensuitea joué à Liège.": ("a ensuitea", "a ensuite"),
    "L'étude montre que les patients traitÃ©s ont eu moins de fièvre.": ("traitÃ©s", "traités"),
    "Ils protestent contrele arrêté du maire.": ("contrele arrêté", "contre l’arrêté"),
}


@pytest.mark.parametrize("text", COMPOSED)
def test_one_repair(text: str) -> None:
    [finding] = audit_text(text, engine="none").findings
    assert (finding.text, finding.repair) == COMPOSED[text]


def name(start: int, text: str, repair: str | None) -> Finding:
    end = start + len(text)
    return Finding("name-translated", Category.MISTRANSLATION, Severity.MAJOR, start, end, text, "a name", repair)


def agreement(start: int, text: str, repair: str | None) -> Finding:
    return Finding("agreement", Category.GRAMMAR, Severity.MINOR, start, start + len(text), text, "gender", repair)


def test_a_name_takes_in_the_determiner_that_does_not_agree_with_it() -> None:
    [fused] = fuse([name(7, "Centre Marlow", "Marlow Center"), agreement(4, "la Centre", "le Centre")])
    assert (fused.detector, fused.start, fused.end, fused.text) == ("name-translated", 4, 20, "la Centre Marlow")
    assert (fused.repair, fused.evidence) == ("le Marlow Center", ("agreement: gender",))


def test_a_name_stays_as_it_is_beside_grammar_that_nothing_mends() -> None:
    [fused] = fuse([name(7, "Centre Marlow", "Marlow Center"), agreement(4, "la Centre", None)])
    assert (fused.start, fused.text, fused.repair) == (7, "Centre Marlow", "Marlow Center")


def test_a_wrong_word_with_no_repair_keeps_the_determiner_before_it() -> None:
    [fused] = fuse([name(12, "moitié", None), agreement(0, "le deuxième moitié", "la deuxième moitié")])
    assert (fused.start, fused.text, fused.repair) == (0, "le deuxième moitié", None)
