"""What good French has as well is told of an article that shows other damage, says what it is, or is too short to tell."""

from audit import audit_text
from audit.damage import SHORT, slips
from audit.detectors.registry import load
from audit.reporters.messages import messages
from audit.reporters.reasons import TABLE

SOUND = """\
Le conseil municipal de Valmont s’est réuni jeudi soir pour voter le budget de l’année prochaine. Les élus ont d’abord \
entendu le rapport de la commission des finances, qui recommande la prudence. La maire a rappelé que la commune avait déjà \
réduit ses dépenses et qu’elle ne souhaitait pas augmenter les impôts. Plusieurs habitants, venus nombreux, ont demandé \
que la piscine reste ouverte pendant les travaux.

Après deux heures de débat, le texte a été adopté par une large majorité. La réouverture de la médiathèque est prévue au \
printemps, et les services de la ville doivent s’installer dans l’ancienne école. Les commerçants attendent cette décision \
depuis longtemps, car le quartier a perdu beaucoup de clients depuis la fermeture de l’usine.

L’opposition a regretté que le projet de piste cyclable soit reporté. Son chef a proposé de vendre deux terrains pour le \
payer, mais la majorité a refusé, car elle veut y construire des logements. Le prochain conseil aura lieu dans six semaines. \
D’ici là, une réunion publique permettra aux riverains de poser leurs questions aux architectes, et un bureau d’études \
présentera ses premières conclusions. Les associations de quartier ont déjà envoyé une liste de propositions à la mairie, qui \
promet d’y répondre avant la fin du mois.
"""
SLIP = "On y trouvera une marché couvert."
DAMAGE = "La directrice a refusé commenter. Le. groupe n’a pas répondu."


def said(text: str, **options: object) -> list[str]:
    return [finding.text for finding in audit_text(text, engine="none", **options).findings]  # type: ignore[arg-type]


def test_slip_that_stands_alone_is_not_told() -> None:
    assert len(SOUND.split()) >= SHORT
    assert not said(f"{SOUND}\n{SLIP}")


def test_slip_is_told_beside_damage() -> None:
    assert "une marché" in said(f"{SOUND}\n{SLIP} {DAMAGE}")


def test_slips_that_are_many_are_told() -> None:
    many = f"{SLIP} On y verra un fontaine. On y plantera une platane. On y posera un grille."
    assert {"une marché", "un fontaine"} <= {*said(f"{SOUND}\n{many}")}


def test_slip_is_told_of_what_is_short() -> None:
    assert said(SLIP) == ["une marché"]


def test_slip_is_told_where_the_article_says_that_it_was_translated() -> None:
    assert said(f"{SOUND}\n{SLIP}\n\nCet article a été traduit automatiquement de l’anglais.") == ["une marché"]


def test_slip_is_told_where_its_source_is_at_hand() -> None:
    units = f"{SOUND}\n{SLIP}"
    assert "une marché" in said(units, source=units.replace("une marché couvert", "a covered market"))


def test_slip_is_told_by_a_detector_that_is_asked_for_by_name() -> None:
    assert said(f"{SOUND}\n{SLIP}", levels={"agreement": "error"}) == ["une marché"]


def test_spaces_are_told_where_a_tokeniser_left_them() -> None:
    assert not said(f"{SOUND}\nOn visitera l' usine.")
    assert len(said(SOUND.replace("’", "’ "))) > 5
    assert said("On visitera l' usine.") == ["l' usine"]


def test_kinds_of_the_table_exist() -> None:
    detectors, reasons = zip(*slips(), strict=True)
    assert load().keys() >= {*detectors}
    assert messages("fr", TABLE).table.keys() >= {*reasons}
