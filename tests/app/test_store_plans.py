"""Plans in the store: kept with their document, and nothing else is taken for one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from nibble_app.store import Store
from nibble_engine.writing.plan import Plan, PlanSection

PLAN = Plan("报告", language="zh-Hans").added(PlanSection("a", "引言", draft="文字"))


def test_a_plan_is_kept_with_its_document(tmp_path: Path) -> None:
    store = Store(tmp_path / "nibble.db")
    document = store.documents.create("报告", "# 报告")
    assert store.plans.get(document) is None
    assert store.plans.save(document, Plan("旧")) and store.plans.save(document, PLAN)
    assert not store.plans.save("nothing", PLAN) and store.plans.get("nothing") is None
    store.close()
    store = Store(tmp_path / "nibble.db")
    assert store.plans.get(document) == PLAN
    store.plans.delete(document)
    assert store.plans.get(document) is None and store.documents.get(document)
    store.close()


def test_what_is_no_plan_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path / "nibble.db")
    document = store.documents.create("报告", "")
    store.plans.save(document, PLAN)
    store.close()
    raw = sqlite3.connect(tmp_path / "nibble.db")
    raw.execute("UPDATE plan SET content = ?", ('{"title": ["x"]}',))
    raw.commit()
    raw.close()
    store = Store(tmp_path / "nibble.db")
    assert store.plans.get(document) is None
    assert store.plans.save(document, PLAN) and store.plans.get(document) == PLAN
    store.close()
