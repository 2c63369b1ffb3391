"""Looking for something while the screen goes on: a little at a time, away from the thread that draws."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import chain, islice
from time import monotonic

from qualcode.model.hits import Hit
from qualcode.model.study import Transcript
from qualcode.project import Project
from qualcode.project.search import parts
from qualcode.tui.query import Query

_SLICE = 0.02  # seconds that are looked at once
_AT_ONCE = 10  # transcripts


async def hits_of(project: Project, sought: Query) -> AsyncIterator[list[Hit]]:
    """The hits of a query, in the order of the shelf, some at a time; Refused where it can't be read.

    The project is asked here, on its own thread; what it gave is looked through on another.
    """
    looked_for = await asyncio.to_thread(sought.search) if sought.forms else sought.search()
    among = None
    if sought.transcripts:
        known = project.all(Transcript)
        among = [known[uid] for uid in sought.transcripts if uid in known]
    searched = parts(project, sought, among)
    while some := list(islice(searched, _AT_ONCE)):
        hits = chain.from_iterable(part.hits(looked_for) for part in some)
        more = True
        while more:
            found, more = await asyncio.to_thread(_take, hits)
            yield found


def _take(hits: Iterator[Hit]) -> tuple[list[Hit], bool]:
    """Some hits, and whether there may be more."""
    until, found = monotonic() + _SLICE, []
    for hit in hits:
        found.append(hit)
        if monotonic() > until:
            return found, True
    return found, False
