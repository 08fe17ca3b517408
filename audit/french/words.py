"""Word lists written as running text, and the small classes of words that many rules ask for."""


def words(text: str) -> frozenset[str]:
    """The words of a text, between white space."""
    return frozenset(text.split())


SMALL_WORDS = words("adv prep pron det conj")  # their parts of speech, as the lexicon names them
DE = words("de d'")
OF = DE | {"du", "des"}
QUE = words("que qu'")
NE = words("ne n'")
SE = words("se s'")
THE = words("le la les l'")
THE_OR_THEM = THE | {"leur"}  # determiners that are pronouns too, before a verb
ARTICLES = THE | words("un une son sa ses leur leurs ce cet cette ces")
DETERMINING = ARTICLES | words("mon ma mes ton ta tes notre nos votre vos")
HE = words("il elle on ils elles")
SPEAKERS = words("je j' tu nous vous")
REFLEXIVES = words("se s' me m' te t' nous vous")
CLITICS = REFLEXIVES | NE | words("y en le la l' les lui leur")
RELATIVES = QUE | words("qui dont où")
LEQUEL = words("lequel laquelle lesquels lesquelles")
AUQUEL = LEQUEL | words("auquel auxquels auxquelles duquel desquels desquelles")
THOSE = words("celui celle ceux celles")
SEVERAL = words("certains certaines plusieurs ceux celles")
AUXILIARIES = words("être avoir")
VERBAL_NOUNS = AUXILIARIES | words("pouvoir devoir savoir")  # infinitives that are nouns as well
OF_A_NOUN = words("ADP DET NOUN ADJ PROPN NUM")  # kinds of words in what a noun carries behind it
LISTING = words(", : ; et mais or")  # behind these a clause may begin
PLACED = words("baser situer installer implanter établir domicilier")
OPENING = frozenset('«“"')
CLOSING = frozenset('»”"')
