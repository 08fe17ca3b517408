"""The article with its findings, beside what it says in English: one page that makes no request, or a folder of them."""

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from audit.reporters.html.charts import HEIGHTS
from audit.reporters.html.names import INDEX, page_names
from audit.reporters.html.view import VERDICTS, Article, Index
from audit.reporters.messages import Messages, messages
from audit.reporters.summary import attributed, group, totals
from audit.reporters.visible import markup, plain
from audit.result import Gate, Result
from audit.scoring import MINOR_PUNCTUATION, WEIGHTS

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
MOST_KINDS = 6  # of findings in a chart; the others are folded


def render(result: Result, *, lang: str) -> str:
    """All in one page. Several articles are listed, lowest score first, and each is a section that the list leads to."""
    articles = _articles(result, lambda number: f"#a{number}")
    index = None if len(articles) == 1 and not result.rejected else Index(result, articles)
    return _page(
        result, messages(lang), result.gate, index=index, articles=articles, home="#articles" if index else None
    )


def render_folder(result: Result, *, lang: str) -> Iterator[tuple[str, str]]:
    """The name and the text of each page of a folder: one for each article, and last index.html, which lists them."""
    names = page_names(document.path for document in result.documents)
    articles = _articles(result, lambda number: names[number - 1])
    say = messages(lang)
    for article, following in zip_longest(articles, articles[1:]):
        gate = _gate_of(article, result)
        yield article.href, _page(result, say, gate, articles=[article], following=following, home=INDEX)
    yield INDEX, _page(result, say, result.gate, index=Index(result, articles))


def _articles(result: Result, href: Callable[[int], str]) -> list[Article]:
    made = (Article(document, number, href(number)) for number, document in enumerate(result.documents, 1))
    return sorted(made, key=lambda article: article.rank)


def _gate_of(article: Article, result: Result) -> Gate:
    """What the gate says of one article: the reasons that begin with its path."""
    own = tuple(reason for reason in result.gate.reasons if reason.startswith(f"{article.document.path}: "))
    return replace(result.gate, passed=not own, reasons=own, stale=())


def _page(
    result: Result,
    say: Messages,
    gate: Gate,
    *,
    index: Index | None = None,
    articles: Sequence[Article] = (),
    following: Article | None = None,
    home: str | None = None,
) -> str:
    parts = [*(["index"] if index else []), *(["article"] if articles else [])]
    style = "".join(_asset(f"{name}.css") for name in ("base", *parts))
    script = "".join(_asset(f"{name}.js") for name in ("state", *parts))
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            result=result,
            gate=gate,
            index=index,
            articles=articles,
            onward=following,
            home=home,
            totals=totals(result) if index else None,
            say=say,
            style=Markup(style),  # noqa: S704 - our own files, not the user's text
            script=Markup(script),  # noqa: S704
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
            "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
        )
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "visible": markup,
        "plain": plain,
        "marked": _marked,
        "group": group,
        "attributed": attributed,
    }
    environment.globals |= {
        "heights": HEIGHTS,
        "most_kinds": MOST_KINDS,
        "order": VERDICTS,
        "weights": WEIGHTS,
        "minor_punctuation": MINOR_PUNCTUATION,
    }
    return environment


def _marked(text: str, tag: str) -> Markup:
    """`text` as a marked change, without the white space at its end: that separates words and is no change."""
    words = text.rstrip()
    inside = Markup(f"<{tag}>{{}}</{tag}>").format(markup(words)) if words else ""  # noqa: S704 - our own tags
    return inside + markup(text[len(words) :])


@cache
def _asset(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _hash(asset: str) -> str:
    """The source expression that lets exactly this style or script run (Content Security Policy, level 3)."""
    digest = hashlib.sha256(asset.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
