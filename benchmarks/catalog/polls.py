"""Polls of one listing on a desk of its own, as the clock makes them; what is read lies in memory or in a file."""

from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.portals import reading
from adapters.portals.outcome import Outcome, Step
from adapters.portals.page import Page
from adapters.portals.rules import FetchRules
from adapters.portals.validators import from_text
from bot.desk import Desk, Home, Source
from bot.desks.model import Limits
from bot.engine.app import App
from bot.table import COMMANDS
from frontdoor.kinds import kind_named
from frontdoor.polling import Polling
from frontdoor.reading import PortalReading
from storage.open import migrate, open_store
from storage.store import SqlStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
