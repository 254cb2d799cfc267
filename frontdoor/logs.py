"""Logs: what happened, without secrets and without people's words."""

import logging
import sys

import structlog


def set_up(level: str) -> None:
    """Log to standard error, one line an event, from ``level`` on."""
    number = logging.getLevelNamesMapping()[level]
    logging.basicConfig(level=number, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    # What the libraries log at INFO and below may hold whole payloads, people's words among them.
    for noisy in ("slack_bolt", "slack_sdk", "aiohttp", "apscheduler", "sqlalchemy", "alembic"):
        logging.getLogger(noisy).setLevel(max(number, logging.WARNING))
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
