"""The solved conversations of the desk, as the miner reads them."""

from __future__ import annotations

from nibble_app.store import Store
from nibble_engine.support.thread import Thread, ThreadMessage


def solved(store: Store) -> list[Thread]:
    """Those whose status is "done"; personal data in them is masked, as it is stored."""
    found = []
    for case in store.cases.list("done").cases:
        messages = tuple(
            ThreadMessage("", "customer" if said.role == "user" else "agent", said.content)
            for said in store.conversations.thread(case.id)
        )
        found.append(Thread(case.title, messages, case.id))
    return found
