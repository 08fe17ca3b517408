"""Pairs of sentences laid out as articles, some of them garbled."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from random import Random

from audit.french.lexicon import Lexicon, load_lexicon
from audit.training.garble_other import accidents, rendering
from audit.training.garble_other.pairs import Garble, Pair, Place

Gold = tuple[int, int, str]
SENTENCES = 15  # of an article
TRIES = 40  # links looked at for one garble
MAKERS: dict[Callable[[Place], Iterator[Garble]], float] = {
    rendering.literal: 10, rendering.false_friend: 8, accidents.named: 8, accidents.english: 1, accidents.glued: 1,
    accidents.stopped: 1, accidents.raised: 0.6, accidents.dropped: 1.5, accidents.doubled: 0.4, accidents.quoted: 4,
}  # fmt: skip


def garble_pair(pair: Pair, lexicon: Lexicon, rng: Random) -> list[Garble]:
    """One or two garbles that keep clear of each other; none where nothing in the sentence can surely be made wrong."""
    links, made = list(pair.links()), list[Garble]()
    for _ in range(rng.choice((1, 1, 2)) if links else 0):
        maker = rng.choices(list(MAKERS), list(MAKERS.values()))[0]
        tried = rng.sample(links, min(TRIES, len(links)))
        found = (list(maker(Place(pair, *link, lexicon, rng))) for link in tried)
        free = ([one for one in some if not any(one.clashes(other) for other in made)] for some in found)
        if some := next(filter(None, free), None):
            made.append(rng.choice(some))
    return made


def carry_out(text: str, garbles: Sequence[Garble]) -> tuple[str, list[Gold]]:
    """The text with the garbles in it, and where they are."""
    done, gold, at = "", list[Gold](), 0
    for one in sorted(garbles, key=lambda one: one.start):
        done += text[at : one.start]
        gold.append((len(done) + one.mark[0], len(done) + one.mark[1], one.kind))
        done += one.new
        at = one.end
    return done + text[at:], gold


def generate(pairs: Sequence[tuple[str, str]], seed: int, rate: float) -> Iterator[tuple[str, list[Gold]]]:
    """Articles of SENTENCES sentences in paragraphs of one to three, the share `rate` of the sentences garbled."""
    lexicon, rest = load_lexicon(), iter(pairs)
    for number in range(len(pairs) // SENTENCES):
        rng, text, gold = Random(f"{seed}:{number}"), "", list[Gold]()  # noqa: S311 - not a secret
        for english, french in islice(rest, SENTENCES):
            garbled = rng.random() < rate
            garbles = garble_pair(Pair.of(english, french, lexicon), lexicon, rng) if garbled else []
            new, spans = carry_out(french, garbles)
            gold += [(start + len(text), end + len(text), kind) for start, end, kind in spans]
            text += new + rng.choice((" ", "\n\n", "\n\n"))
        yield text.rstrip(), gold
