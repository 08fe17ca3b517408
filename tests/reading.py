"""What the tests of readers share."""

from audit.document import Page
from audit.readers import pages


def page_of(name: str, content: str | bytes) -> Page:
    """The one page of an input of this name."""
    (page,) = pages(name, content.encode() if isinstance(content, str) else content)
    return page
