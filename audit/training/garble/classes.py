"""The classes of garbles, under the names that labels have: how often each is made, and by which makers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audit.training.garble import (
    agreement,
    boundary,
    clauses,
    english,
    gaps,
    literal,
    names,
    order,
    proper,
    quotes,
    senses,
    small_words,
    verbs,
)
from audit.training.garble.edit import Edit, Sentence

Maker = Callable[[Sentence], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class Class:
    """Its share of all garbles, the weight that comes to that share, and the weight of each maker within it.

    Shares are those of 381 labels in corpora/ and corpora/development and of 32 marks in a translated article of the
    web, in hundredths, the rarest raised to 2.25. Weights are higher where few sentences have what the garble needs:
    they were found by making 300 articles six times over. `python -m audit.training.garble` prints what came of them.
    """

    share: float
    weight: float
    makers: dict[Maker, float]


CLASSES: dict[str, Class] = {
    "name-translated": Class(
        18, 54, {names.by_table: 8, names.by_lexicon: 1, names.respelled: 2, names.domain: 1, names.invented_domain: 0.7}
    ),
    "missing-function-word": Class(
        11, 4.2,
        {
            small_words.lose_que: 3, small_words.lose_ne: 2, small_words.lose_preposition: 2.5, small_words.lose_se: 1,
            small_words.lose_article: 1.5, small_words.lose_first_article: 0.4, small_words.lose_relative: 1.5,
            small_words.lose_pas: 0.5, small_words.lose_other_preposition: 1, small_words.lose_of_quantity: 1,
            small_words.lose_pronoun: 0.5, small_words.exchange_preposition: 1.5, small_words.exchange_than: 1,
            small_words.exchange_complement: 1, small_words.add_preposition: 1, small_words.lose_who: 1,
            proper.lost_article: 2.5, proper.lost_first_article: 1, proper.lost_join: 2,
        },
    ),
    "verb-form": Class(
        11, 4.6,
        {
            verbs.infinitive: 2.5, verbs.imperative: 0.7, verbs.auxiliary_infinitive: 2, verbs.infinitive_participle: 2,
            verbs.present_participle: 1.5, verbs.bare_participle: 2, verbs.lost_be: 0.5, verbs.added_be: 0.5,
            verbs.finite_verb: 1.5, verbs.participle_infinitive: 1.5, verbs.finite_for_participle: 0.7,
            verbs.noun_for_verb: 1,
        },
    ),
    "word-order": Class(
        11, 7.1,
        {
            order.adjective_first: 2.5, order.noun_first: 2.5, order.name_first: 2, order.name_after_noun: 0.7,
            order.split_phrase: 0.7, order.number_order: 0.4, order.possessive: 0.5, clauses.progressive: 1,
            clauses.relative_order: 1, clauses.subject_relative: 0.7, clauses.object_first: 1,
            clauses.participle_after_object: 0.7, clauses.object_before_verb: 0.7, clauses.clitic_last: 1,
            clauses.subject_before_report: 2, clauses.subject_inside_report: 1, clauses.pronoun_before_report: 1,
            clauses.causative: 0.7,
            clauses.negation_last: 0.7, clauses.stranded: 0.7, clauses.resumed: 0.5, clauses.ago: 0.4,
            literal.literal: 2,
        },
    ),
    "agreement": Class(
        10, 3.4,
        {
            agreement.determiner: 3, agreement.adjective: 3, agreement.relative: 1, agreement.subject_verb: 2,
            agreement.unelided: 1.2, agreement.uncontracted: 0.4, agreement.wrong_elision: 0.3,
            agreement.determiner_twice: 0.6, proper.plural_name: 0.7,
        },
    ),
    "glued": Class(
        7, 1.3,
        {
            boundary.glue: 6, boundary.glue_quotation: 1.5, boundary.glue_after_punctuation: 1.5,
            boundary.glue_sentences: 1, boundary.lose_apostrophe: 0.6,
        },
    ),
    "dropped-text": Class(6, 2.1, {gaps.drop: 6, gaps.drop_subject: 2, gaps.drop_first: 2, gaps.drop_object: 1}),
    "false-sentence-break": Class(
        6, 1.2, {boundary.stop: 6, boundary.stop_inside: 1, boundary.stop_for_comma: 1.5, boundary.stop_moved: 1}
    ),
    "mistranslation": Class(
        6.5, 11,
        {
            senses.wrong_noun: 4, senses.wrong_verb: 2, senses.wrong_modifier: 1.5, senses.collocation: 2,
            senses.particle: 2, senses.set_phrase: 2, senses.phrase_noun: 1.5,
        },
    ),
    "untranslated": Class(3, 0.9, {english.word: 5, english.small_word: 1, english.link: 1.5, english.place: 1}),
    "casing": Class(3, 0.85, {boundary.raise_capital: 5, boundary.lower_capital: 1}),
    "quotation": Class(
        3, 5.8, {quotes.mix_close: 3, quotes.mix_open: 2, quotes.unclose: 2, quotes.unopen: 1, quotes.close_twice: 0.5}
    ),
    "repeated": Class(2.25, 0.7, {gaps.repeat_word: 2, gaps.repeat_link: 1.5, gaps.repeat_end: 1.5, gaps.repeat_verb: 1}),
    "broken-sentence": Class(2.25, 0.7, {gaps.join: 2, gaps.stray_between: 2, gaps.stray_first: 1}),
}  # fmt: skip
