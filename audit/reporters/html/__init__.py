"""One self-contained page: the article with its findings, beside what it says in English. It makes no request."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from audit.reporters.html.view import Article
from audit.reporters.messages import messages
from audit.reporters.summary import SEVERITIES, totals
from audit.reporters.visible import markup, plain
from audit.result import Result

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent


def render(result: Result, *, lang: str) -> str:
    """The page. Several documents are listed on top, lowest score first, and each has a section of its own."""
    articles = sorted((Article(d, number) for number, d in enumerate(result.documents, 1)), key=lambda a: a.rank)
    style, script = (_asset(name) for name in ("report.css", "report.js"))
    page = _environment().get_template("page.html.j2")
    return page.render(
        result=result,
        articles=articles,
        totals=totals(result),
        severities=SEVERITIES,
        say=messages(lang),
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'",
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"visible": markup, "plain": plain}
    return environment


@cache
def _asset(name: str) -> Markup:
    return Markup((HERE / name).read_text(encoding="utf-8"))  # noqa: S704 - our own file, not the user's text


def _hash(asset: str) -> str:
    """The source expression that lets exactly this style or script run (Content Security Policy, level 3)."""
    digest = hashlib.sha256(asset.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
