"""Keeps Rasa and its dependencies from writing what people say, or their own worries, to our output."""

from __future__ import annotations

import logging
import sys
import warnings

import structlog


def quieten() -> None:
    """Call before Rasa is imported. Errors still come through, on standard error."""
    warnings.showwarning = _ignore  # a filter would not last: some of them reset it
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    for name in ("rasa", "rasa_sdk", "matplotlib", "absl", "tensorflow"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _ignore(*_warning: object, **_where: object) -> None:
    """In place of printing a warning."""
