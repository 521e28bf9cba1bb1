"""Keeping keys out of whatever is written down: log lines of the HTTP client, words of a provider that quotes us."""

from __future__ import annotations

import logging
from typing import Final
from urllib.parse import quote, quote_plus

# The client logs whole addresses, and at DEBUG level whole response headers (a redirect repeats our query there).
_TALKATIVE: Final = ("httpx", *(f"httpcore.{part}" for part in ("connection", "http11", "http2", "proxy", "socks")))
_SHORTEST: Final = 4  # a shorter "key" is a slip whose letters stand in every other word
_STARS: Final = "***"


class Hidden(logging.Filter):
    """Secrets that may stand nowhere. A filter of loggers, and a cleaner of texts."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: set[str] = set()

    def hide(self, secret: str) -> None:
        """From now on `secret` is replaced, however it is encoded."""
        if len(secret) >= _SHORTEST:
            self._forms |= {secret, quote(secret, safe=""), quote_plus(secret), quote(secret)}

    def clean(self, text: str) -> str:
        """`text` without secrets."""
        for form in self._forms:
            text = text.replace(form, _STARS)
        return text

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record through, cleaned."""
        message = record.getMessage()
        if (cleaned := self.clean(message)) != message:
            record.msg, record.args = cleaned, ()
            record.exc_info = record.exc_text = None
        return True


HIDDEN: Final = Hidden()
for _name in _TALKATIVE:
    logging.getLogger(_name).addFilter(HIDDEN)
