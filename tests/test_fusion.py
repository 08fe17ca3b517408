"""Findings of one place are one finding, which mends what each of them mends."""

import pytest

from audit import audit_text

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
    "Ils protestent contrele arrêté du maire.": ("contrele arrêté", "contre l’arrêté"),
}


@pytest.mark.parametrize("text", COMPOSED)
def test_one_repair(text: str) -> None:
    [finding] = audit_text(text, engine="none").findings
    assert (finding.text, finding.repair) == COMPOSED[text]
