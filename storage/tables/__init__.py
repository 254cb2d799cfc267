"""The tables. The first column of every key is the desk's slug, and every query names it.

Two tables have a number of the database's own beside that key: ``words`` and ``datasets``, because SQLite's full
text refers to it, and ``slots``, because the pump works through them in the order in which they were hung. ``states``
alone has no desk: whoever begins to install the app has not said yet for which workspace.
"""

from storage.tables.askers import follows, helped
from storage.tables.catalog import datasets, former_ids, gaps, portals, searches, staged
from storage.tables.desk import codes, counters, desks, requests, rooms, states, workspaces
from storage.tables.finds import announcements, appointments, finds, holds
from storage.tables.moderation import allowances, conditions, deeds, spent
from storage.tables.people import champions, identities, loads, persons
from storage.tables.questions import answers, drafts, entries, questions, said
from storage.tables.rotation import thanks, turns
from storage.tables.showcase import letters, projects
from storage.tables.walls import behind, held, in_thread, pictures, slots

__all__ = [
    "allowances",
    "announcements",
    "answers",
    "appointments",
    "behind",
    "champions",
    "codes",
    "conditions",
    "counters",
    "datasets",
    "deeds",
    "desks",
    "drafts",
    "entries",
    "finds",
    "follows",
    "former_ids",
    "gaps",
    "held",
    "helped",
    "holds",
    "identities",
    "in_thread",
    "letters",
    "loads",
    "persons",
    "pictures",
    "portals",
    "projects",
    "questions",
    "requests",
    "rooms",
    "said",
    "searches",
    "slots",
    "spent",
    "staged",
    "states",
    "thanks",
    "turns",
    "workspaces",
]
