"""What language a block is in, by langdetect: seeded, so that the same text gives the same answer."""

import threading
from functools import cache
from typing import Any

# Measured on 2,637 French and 1,501 English lines of 30 letters and more (news, web, dialogue): 4 French ones called
# foreign, two of them Wolof; 4 English ones called anything else. At 20 letters it would be 9 and 16, mostly headlines.
LEAST_LETTERS = 30
LEAST_PROBABILITY = 0.9
ENOUGH_TEXT = 300  # characters; more changed no answer on the same lines
_loading = threading.Lock()


def language_of(text: str, likely: str = "fr") -> str | None:
    """ISO 639-1 code of the language of `text` ("zh-cn", "zh-tw" for Chinese), None where it is too short or unsure."""
    if letters(text) < LEAST_LETTERS:
        return None
    quick = _detect(text, trials=1)
    # Most texts are in the likely one: one of langdetect's trials settles those, in a quarter of the time. Others get all seven.
    return quick if quick == likely else _detect(text, trials=7)


def letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _detect(text: str, trials: int) -> str | None:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.n_trial = trials
    detector.set_max_text_length(ENOUGH_TEXT)
    detector.append(text[: 4 * ENOUGH_TEXT])  # it joins character by character after two regexes over all of the text
    try:
        guesses = detector.get_probabilities()
    except LangDetectException:  # letters of no script that it knows
        return None
    return guesses[0].lang if guesses and guesses[0].prob >= LEAST_PROBABILITY else None


def _factory() -> Any:
    with _loading:
        return _load()


@cache
def _load() -> Any:
    """A factory of our own: `langdetect.detect` shares one with everybody, whose seed anybody may change.

    Its detectors draw from a `random.Random` of theirs, so the global generator is left alone. About half a second.
    """
    from pathlib import Path

    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.seed = 0
    profiles = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if path.is_file())
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in profiles])
    return factory
