# ruff: noqa: T201 - it prints what it measures
"""Articles that mean harm to the page that shows them, in every field that reaches it: `python hostile_articles.py [N]`.

Payloads are joined to random text, and placed in an article's text, path, findings, English, warnings, failures and
settings. Run as a program, it opens N of them (1,000) in Chromium, and prints what they did there.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import report_sample
from report_reader import ARGUMENTS, Reader

from audit.finding import Category, Finding, Level, Severity, Suppression
from audit.result import DocumentResult, Failure, Rejected, Result, Skipped

RUN = "window.broken=1"
PAYLOADS = [
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f"</style><script>{RUN}</script>",
    f"</title></textarea></noscript><svg onload={RUN}>", f"<img src=x onerror={RUN}>", f'" onmouseover="{RUN}" x="',
    f"' autofocus onfocus='{RUN}", f"javascript:{RUN}", f"<a href=javascript:{RUN}>x</a>",
    f"data:text/html,<script>{RUN}</script>",
    "<iframe src=https://example.org/f></iframe>", "<link rel=stylesheet href=https://example.org/s.css>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>", "<base href=https://example.org/>",
    "<form action=https://example.org><button>x</button></form>", "</style><style>*{display:none!important}</style>",
    "}*{display:none!important}body{background:url(https://example.org/b)}",
    "<style>@import url(https://example.org/i)</style>",
    "; color: red; background: url(https://example.org/c)", "{{ 7*7 }}{% for x in y %}{# z #}${7*7}<%= 7*7 %>", "<!-- -->", "]]>",
    "<![CDATA[", "&lt;script&gt;&#60;script&#62;&#x3c;", "<plaintext>", "<template><slot>", "<math><mtext><table><mglyph><style>",
    "\u202egnp.exe\u202c", "\u2067\u2066\u2069\u2069", "\u200b\u200d\ufeff\u2060", "\0\x07\x1b[31m\x9b", "\ud800 \udfff",
    "\u2028\u2029\x85",
    "https://example.org/" + "x" * 300, "W" * 3_000, "Ẑ̷͎̫" * 60, "a\u0301" * 200, "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 50,
    "../../../etc/passwd", "CON", "a\nb\r\nc\td", "%00%0a%3Cscript%3E", "#a1-f1", "__proto__", "constructor", "toString",
]  # fmt: skip
WORDS = "Le maire de la ville a dit que le budget, voté lundi, « tiendra » ; et après ?".split()
SEVERITIES = list(Severity)


def article(number: int) -> DocumentResult:
    """The hostile article of this number: always the same."""
    choose = random.Random(number)  # noqa: S311 - to vary, not to hide

    def text() -> str:
        parts = choose.choices(PAYLOADS, k=choose.randint(1, 3)) + choose.choices(WORDS, k=choose.randint(1, 8))
        choose.shuffle(parts)
        return choose.choice(["", " ", "\n"]).join(parts)

    body = " ".join(text() for _ in range(choose.randint(1, 4)))
    document = report_sample.of_text(body)
    [segment] = document.segments
    findings = tuple(_finding(choose, body, text) for _ in range(choose.randint(0, 6)))
    return replace(
        document,
        path=text(),
        engine=text(),
        findings=findings,
        segments=(replace(segment, back_translation=text(), reconstruction=text(), source=text(), id=text()),),
        skipped=(Skipped(text(), text()),),
        failures=(Failure(text(), text(), text()),),
        warnings=(text(),),
    )  # fmt: skip


def _finding(choose: random.Random, body: str, text: "object") -> Finding:
    start = choose.randrange(len(body))
    end = min(len(body), start + choose.randint(1, 60))
    assert callable(text)
    return Finding(
        detector=choose.choice(["glued", text()]),
        category=Category.MARKUP,
        severity=choose.choice(SEVERITIES),
        start=start,
        end=end,
        text=body[start:end],
        why=text(),
        repair=choose.choice([None, "", text()]),
        evidence=(text(),),
        back_translation=(text(),),
        fingerprint=f"{choose.getrandbits(64):016x}",
        level=choose.choice(list(Level)[1:]),
        suppressed=choose.choice([None, None, Suppression("inline", text())]),
    )


def result(first: int, count: int) -> Result:
    """So many hostile articles, with as hostile an input that was rejected."""
    documents = tuple(article(number) for number in range(first, first + count))
    made = report_sample.result(*documents, rejected=(Rejected(documents[0].path, documents[0].warnings[0]),))
    return replace(made, signature=documents[0].path, gate=replace(made.gate, reasons=(documents[0].text,)))


CHECKS = """() => ({
    ran: window.broken ?? null,
    scripts: document.scripts.length,
    styles: document.styleSheets.length,
    strange: [...document.querySelectorAll(
        'iframe, object, embed, base, link:not([rel=icon]), img, form[action], template, plaintext, math')].map(e => e.outerHTML),
    handlers: [...document.querySelectorAll('*')].filter(
        e => [...e.attributes].some(a => a.name.startsWith('on'))).map(e => e.outerHTML),
    addresses: [...document.querySelectorAll('[href], [src]')].map(e => e.getAttribute('href') ?? e.getAttribute('src'))
        .filter(to => !/^(#|data:,$|[^/:]+\\.html)/.test(to)),
    shown: getComputedStyle(document.body).display !== 'none' && document.body.innerText.length > 0,
    backgrounds: [...document.querySelectorAll('*')].filter(
        e => getComputedStyle(e).backgroundImage.includes('example.org')).length,
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    title: document.title.length > 0,
})"""
HARMLESS: dict[str, object] = {
    "ran": None, "scripts": 1, "styles": 1, "strange": [], "handlers": [], "addresses": [], "shown": True, "backgrounds": 0,
    "wider": 0, "title": True,
}  # fmt: skip


def opened(reader: Reader, first: int, count: int) -> Iterator[dict[str, object]]:
    """What the articles did, in one page, once everything on it was touched."""
    page = reader.open(result(first, count), lang="fr" if first % 2 else "en")
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    for key in "njp":
        page.keyboard.press(key)
    yield page.evaluate(CHECKS)
    page.context.close()


def main(count: int, together: int = 10) -> int:
    """Open `count` articles, so many in a page; 1 where one of them did harm."""
    from playwright.sync_api import sync_playwright

    started, harm = time.monotonic(), []
    with sync_playwright() as running, tempfile.TemporaryDirectory() as folder:
        browser = running.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        reader = Reader(browser, Path(folder))
        for first in range(0, count, together):
            found = next(opened(reader, first, min(together, count - first)))
            harm += [(first, found)] if found != HARMLESS else []
        browser.close()
    left = [url for url in reader.requests if not url.startswith(("file:", "data:"))]
    for first, found in harm:
        print(f"articles {first} to {first + together - 1}: { {k: v for k, v in found.items() if v != HARMLESS[k]} }")
    print(
        f"{count} hostile articles in {time.monotonic() - started:.0f} s: {len(harm)} pages harmed, {len(left)} requests left, "
        f"{len(reader.complaints)} complaints of the browser"
    )
    return 1 if harm or left or reader.complaints else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
