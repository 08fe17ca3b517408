"""What `audit init` writes: settings, and jobs that run the audit."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from audit.errors import SettingsError, unknown
from audit.part import write
from audit.version import __version__

TEMPLATES = Path(__file__).parent / "resources" / "init"
PACKAGE = "translation-audit"
# What to write, from which template, to which place.
FILES = {
    "settings": ("audit.toml", Path("audit.toml")),
    "github": ("github.yml", Path(".github/workflows/translation-audit.yml")),
    "gitlab": ("gitlab.yml", Path(".gitlab-ci.yml")),
    "pre-commit": ("pre-commit.yaml", Path(".pre-commit-config.yaml")),
}


@dataclass(frozen=True, slots=True)
class Written:
    """One file: whether it was written, or was there and kept; `content` is what it would have held."""

    path: Path
    written: bool
    content: str


def start(folder: Path, what: Collection[str], articles: str, package: str | None, force: bool) -> Iterator[Written]:
    """Write the files called `what` below `folder`, but over none that is there unless `force`.

    Raises SettingsError, before anything is written, for a name that is not in `FILES`.
    """
    for name in what:
        if name not in FILES:
            raise SettingsError(unknown("file to write", name, list(FILES)))
    files = rf"^{re.escape(articles.strip('/'))}/.*\.(txt|html?|xhtml)$"
    # strings of JSON are those of YAML and, for what a package is called, of a shell
    words = {"@articles@": articles, "@package@": package or installed_from(), "@files@": files}
    for name in what:
        template, place = FILES[name]
        content = (TEMPLATES / template).read_text(encoding="utf-8")
        for word, value in words.items():
            content = content.replace(word, json.dumps(value, ensure_ascii=False))
        fresh = force or not (folder / place).exists()
        if fresh:
            write(content, folder / place)
        yield Written(place, fresh, content)


def installed_from() -> str:
    """What pip must be told to install this very program elsewhere: the repository it came from, else name and version."""
    try:
        record = json.loads(distribution(PACKAGE).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        record = {}
    if "vcs_info" in record:
        return f"{PACKAGE} @ {record['vcs_info']['vcs']}+{record['url']}@{record['vcs_info']['commit_id']}"
    return f"{PACKAGE}=={__version__}"
