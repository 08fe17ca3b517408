"""Measure detection on labelled articles: precision, recall of each class, false alarms per 1,000 words.

    python -m audit.training.evaluate           the detectors one by one, on labelled articles
    python -m audit.training.evaluate.bench     detectors, tagger and Grammalecte side by side, on much more text
    python -m audit.training.evaluate.pages     English news translated as hyperlinked pages are, to label

A finding is right when it overlaps a gold span of any class; a gold span is found when any finding overlaps it. A fused
finding counts for each detector that saw its place. Proportions carry Wilson's 95 % interval (Wilson 1927, JASA 22).
"""

from audit.training.evaluate.cases import Case, read_corpora, read_jsonl, read_labelled
from audit.training.evaluate.measures import Audited, Seen, section, table, wilson
from audit.training.evaluate.systems import audit_case

__all__ = [
    "Audited",
    "Case",
    "Seen",
    "audit_case",
    "read_corpora",
    "read_jsonl",
    "read_labelled",
    "section",
    "table",
    "wilson",
]
