"""A page on the web: the only thing ever fetched, and only as the user named it."""

import logging

from trafilatura import downloads
from trafilatura.settings import use_config

from audit.errors import InputError, first_cause
from audit.reason import Reason


class _Complaints(logging.Handler):
    """Why there was no answer: trafilatura says it to its log alone."""

    def __init__(self) -> None:
        super().__init__()
        self.last: str = Reason("no answer")

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.args, tuple) and isinstance(error := record.args[-1], Exception):
            self.last = first_cause(error)


def fetch(url: str) -> bytes:
    """The content of `url`. Raises InputError where it cannot be had, or only from somebody who cannot show who they are.

    trafilatura refuses addresses of this machine and its network.
    """
    config = use_config()
    config["DEFAULT"]["INSECURE_SSL_FALLBACK"] = "off"
    complaints = _Complaints()
    downloads.LOGGER.addHandler(complaints)
    try:
        response = downloads.fetch_response(url, config=config)
    finally:
        downloads.LOGGER.removeHandler(complaints)
    if response is None or response.status != 200:
        status = response.status if response else complaints.last
        raise InputError(Reason("{path}: could not be fetched ({status})", path=url, status=status))
    return bytes(response.data)
