"""The records of truth: what is written is read back, in the order of change, by one writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from knowledge import codec, store
from knowledge.address import driver_address
from knowledge.errors import LockTimeout, RecordUnreadable, SchemaTooNew, StoreError, StoreFull, StoreReadOnly
from knowledge.models import Claim, Section, Text
from knowledge.records import Item, Key, key_of, row_of
from knowledge.store import Store
from tests.knowledge.conftest import small_catalogue
from tests.knowledge.making import DAY, opening, section, training


@pytest.fixture
def url(tmp_path: Path, either_database: str) -> str:
    return either_database or f"sqlite:///{tmp_path / 'store.db'}"


Opens = Callable[[], Store]


@pytest.fixture
def open_store(tmp_path: Path, url: str) -> Iterator[Opens]:
    """Opens the store under test, as often as asked; closed afterwards."""
    opened: list[Store] = []

    def open_one() -> Store:
        opened.append(Store(url, tmp_path / "lock"))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def fresh(open_store: Opens) -> Store:
    return open_store()


FIRST_SCHEMA = """
CREATE TABLE meta (name VARCHAR NOT NULL PRIMARY KEY, value VARCHAR);
INSERT INTO meta VALUES ('schema_version', '1'), ('change_seq', '1');
CREATE TABLE records (
    kind VARCHAR NOT NULL, id VARCHAR NOT NULL, lang VARCHAR NOT NULL, source VARCHAR NOT NULL,
    digest VARCHAR NOT NULL, payload TEXT NOT NULL, valid_from DATE, valid_to DATE,
    change_seq INTEGER NOT NULL, deleted BOOLEAN NOT NULL, PRIMARY KEY (kind, id, lang)
);
CREATE INDEX ix_records_change_seq ON records (change_seq);
CREATE INDEX ix_records_live ON records (kind, lang, deleted, source);
CREATE TABLE versions (
    kind VARCHAR NOT NULL, id VARCHAR NOT NULL, lang VARCHAR NOT NULL, source VARCHAR NOT NULL,
    digest VARCHAR NOT NULL, payload TEXT NOT NULL, valid_from DATE, valid_to DATE,
    replaced_seq INTEGER NOT NULL, PRIMARY KEY (kind, id, lang, replaced_seq)
);
CREATE TABLE cohorts (id VARCHAR NOT NULL PRIMARY KEY, course VARCHAR);
CREATE INDEX ix_cohorts_course ON cohorts (course);
"""  # as the first version of the program made it


def put(to: Store, *items: Item, gone: tuple[Key, ...] = (), on: date = DAY) -> int:
    with to.writer(1) as writer:
        return writer.put([row_of(item, "test") for item in items], gone, on=on)


def test_every_kind_of_record_reads_back_equal(fresh: Store) -> None:
    claim = Claim("range", Text("가", "a"), None, (1, 2.5, "2026-01-01"), "won", Text("나", "b"))
    rich = section("x/1", "한 줄.\n두 줄.", claims=(claim,), table=(("a", "b"), ("1", "2")), premises=(("가", "나"),))
    items = [*small_catalogue(), rich]
    put(fresh, *items)
    read = fresh.get_many([key_of(item) for item in items])
    assert [read[key_of(item)].item() for item in items] == items


def test_defaults_are_left_out_of_what_is_stored_but_not_of_the_whole_form() -> None:
    made = section("x/1", "한 줄.")
    assert "state" not in codec.encode(made)
    assert codec.encode(made, whole=True)["state"] == "in_force"


def test_a_record_of_another_shape_is_refused_in_words() -> None:
    with pytest.raises(RecordUnreadable, match="Load its source again"):
        codec.decode(Section, {"id": "x/1", "colour": "red"})
    with pytest.raises(RecordUnreadable):
        codec.loads("{")


def test_changes_come_in_order_and_each_record_once_as_it_is_now(fresh: Store) -> None:
    first = put(fresh, section("x/1", "처음."), section("x/2", "둘."), opening("o", "일"))
    second = put(fresh, section("x/1", "바뀜."))
    third = put(fresh, gone=(Key("section", "x/2", "ko"),))
    assert (first, second, third) == (1, 2, 3)
    assert fresh.seq() == 3
    everything = [c for batch in fresh.changes_since(0, "section", batch=1) for c in batch]
    assert [(c.seq, c.key.id, c.row is None) for c in everything] == [(2, "x/1", False), (3, "x/2", True)]
    assert [c.key.id for batch in fresh.changes_since(2, "section") for c in batch] == ["x/2"]
    assert (fresh.pending(0, "section"), fresh.pending(0, "opening")) == (2, 1)
    assert fresh.get(Key("section", "x/2", "ko")) is None


def test_what_changed_and_what_there_is_are_told_from_an_index_alone(tmp_path: Path) -> None:
    """At a million records anything else takes minutes."""
    fresh = Store(f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "lock")
    for n in range(3):
        put(fresh, *(opening(f"o-{n}-{i}", "일") for i in range(5)), section(f"x/{n}", "하나."))
    engine = fresh._engine
    asked: list[tuple[str, object]] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_c: object, _k: object, statement: str, parameters: object, *_: object) -> None:
        asked.append((statement, parameters))

    assert [len(batch) for batch in fresh.changes_since(1, "opening", batch=4)] == [4, 4, 2]
    assert fresh.pending(2, "opening") == 5
    assert fresh.counts()[("opening", "", "test")] == 15
    assert len([key for batch in fresh.keys_of("test", batch=4) for key, _ in batch]) == 18
    event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        plans = [
            " / ".join(step[-1] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {q}", p))  # type: ignore[arg-type]
            for q, p in asked
            if "FROM records" in q
        ]
    fresh.close()
    assert len(plans) > 8
    assert not [plan for plan in plans if "SORT" in plan or "ORDER BY" in plan or "INDEX ix_records" not in plan], plans
    assert all("COVERING" in plan for plan in plans if "standing" in plan), plans


def test_a_replaced_section_keeps_its_older_versions_with_their_last_day(fresh: Store) -> None:
    key = Key("section", "x/1", "ko")
    put(fresh, section("x/1", "50만 원."), on=date(2025, 1, 1))
    put(fresh, section("x/1", "55만 원."), on=date(2025, 6, 30))
    put(fresh, section("x/1", "60만 원.", valid_from=date(2026, 1, 1)), on=date(2025, 12, 1))
    older = fresh.versions(key)
    assert [(v.item().lead, v.valid_to) for v in older] == [  # type: ignore[union-attr]
        ("55만 원.", date(2025, 12, 31)),
        ("50만 원.", date(2025, 6, 30)),
    ]


def test_cohorts_lead_to_their_course_and_leave_with_it(fresh: Store) -> None:
    put(fresh, training("c", "과정", [DAY, DAY]))
    assert fresh.course_of("c-1") == "c"
    put(fresh, training("c", "과정", [DAY]))
    assert fresh.course_of("c-1") is None
    assert fresh.counts()[("cohort", "", "")] == 1
    put(fresh, gone=(Key("course", "c"),))
    assert fresh.course_of("c-0") is None


def test_a_failed_write_leaves_nothing_behind(fresh: Store) -> None:
    broken = row_of(section("x/1", "하나."), "test")
    with fresh.writer(1) as writer, pytest.raises(StoreError):
        writer.put([broken, broken], (), on=DAY)
    assert fresh.seq() == 0
    assert fresh.counts() == {("cohort", "", ""): 0}


def test_one_writer_at_a_time_while_readers_go_on(fresh: Store, open_store: Opens) -> None:
    other = open_store()
    put(fresh, section("x/1", "하나."))
    with fresh.writer(1):
        assert other.get(Key("section", "x/1", "ko")) is not None
        with pytest.raises(LockTimeout, match="IEUM_LOCK_TIMEOUT"), other.writer(0.1):
            pass
    with other.writer(0.1) as writer:
        writer.set_fact("samples", "none")
    assert fresh.fact("samples") == "none"


def test_an_older_program_refuses_a_newer_schema_in_words(fresh: Store, open_store: Opens) -> None:
    with fresh.writer(1) as writer:
        writer.set_fact("schema_version", "99")
    with pytest.raises(SchemaTooNew, match="newer version of the program"):
        open_store()


def test_a_newer_program_migrates(fresh: Store, open_store: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    put(fresh, section("x/1", "하나."))
    newer = store.SCHEMA_VERSION + 1
    monkeypatch.setattr(store, "SCHEMA_VERSION", newer)
    monkeypatch.setattr(store, "MIGRATIONS", {newer - 1: ("UPDATE records SET source = 'moved'",)})
    moved = open_store()
    assert moved.fact("schema_version") == str(newer)
    assert list(moved.keys_of("moved")) == [[(Key("section", "x/1", "ko"), None)]]


def test_a_store_of_the_first_schema_is_brought_up_to_date(url: str, open_store: Opens) -> None:
    address, arguments = driver_address(url)
    engine = sa.create_engine(address, connect_args=arguments)
    with engine.begin() as old:
        for statement in filter(str.strip, FIRST_SCHEMA.split(";")):
            old.execute(sa.text(statement))
        for one in (opening("o-1", "일", sample=False), opening("o-2", "일", withdrawn=True)):
            row = row_of(one, "board")
            old.execute(
                sa.text("INSERT INTO records VALUES ('opening', :id, '', 'board', :d, :p, NULL, NULL, 1, FALSE)"),
                {"id": row.key.id, "d": row.digest, "p": row.payload},
            )
    engine.dispose()
    moved = open_store()
    assert moved.fact("schema_version") == str(store.SCHEMA_VERSION)
    assert [k.id for batch in moved.keys_of("board", withdrawn=False) for k, _ in batch] == ["o-1"]
    assert [k.id for batch in moved.keys_of("board") for k, _ in batch] == ["o-1", "o-2"]
    assert put(moved, opening("o-1", "이", withdrawn=True)) == 2


def test_no_room_and_no_right_to_write_are_said_in_words(tmp_path: Path) -> None:
    fresh = Store(f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "lock")
    put(fresh, section("x/1", "하나."))
    event.listen(fresh._engine, "connect", lambda c, _: c.execute("PRAGMA max_page_count=20"))
    fresh.close()
    with pytest.raises(StoreFull, match="Free some"):
        put(fresh, section("x/2", "가" * 200_000))
    read_only = Store(f"sqlite:///file:{tmp_path / 'store.db'}?mode=ro&uri=true", tmp_path / "lock")
    with pytest.raises(StoreReadOnly, match="IEUM_HOME"):
        put(read_only, section("x/2", "둘."))
    assert read_only.get(Key("section", "x/1", "ko")) is not None


def test_a_file_that_is_no_database_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("이건 데이터베이스가 아니에요" * 100)
    with pytest.raises(StoreError, match="IEUM_HOME"):
        Store(f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "lock")
