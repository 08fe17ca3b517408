"""Names for the pages of a folder, made from the paths of the articles: safe on every file system, each its own."""

import os
import re
import unicodedata
from collections.abc import Iterable

from audit.reporters.places import relative

LONGEST = 80  # with what makes it unique and the suffix, far under the 143 bytes that eCryptfs leaves of 255
INDEX = "index.html"
ARTICLES = (".txt", ".html", ".htm", ".md")  # suffixes that say nothing about an article
# Windows opens devices under these names, whatever the suffix (Microsoft, "Naming Files, Paths, and Namespaces").
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.ASCII)


def page_names(paths: Iterable[str]) -> list[str]:
    """One file name for each path, in order: small ASCII letters, digits and hyphens, never one twice, never the index's."""
    taken, names = {INDEX}, []
    for path in paths:
        stem, times = _stem(path), 1
        name = f"{stem}.html"
        while name in taken:
            times += 1
            name = f"{stem}-{times}.html"
        taken.add(name)
        names.append(name)
    return names


def _stem(path: str) -> str:
    name, suffix = os.path.splitext(relative(path))  # noqa: PTH122 - a URL is no path
    name = name if suffix.lower() in ARTICLES else name + suffix
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower())[-LONGEST:].strip("-")
    return f"article-{stem}".rstrip("-") if not stem or DEVICES.fullmatch(stem) else stem
