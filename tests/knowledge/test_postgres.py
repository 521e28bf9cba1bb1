"""PostgreSQL as the store: how its address is written, one writer across processes, and what it says in words."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from knowledge.address import driver_address
from knowledge.errors import LockTimeout, SettingsError, StoreError, StoreReadOnly
from knowledge.records import Key, row_of
from knowledge.store import Store, Writer
from tests.knowledge.making import DAY, section
from tests.knowledge.postgres import Server

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from knowledge.store import Store
with Store(sys.argv[1], Path("unused")).writer(5):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize(
    ("written", "address", "arguments"),
    [
        ("sqlite:////a/b.db", "sqlite:////a/b.db", {}),
        ("postgresql://u:p%40s@h:6000/db", "postgresql+pg8000://u:p%40s@h:6000/db", {}),
        ("postgres://u@h/db", "postgresql+pg8000://u@h/db", {}),
        ("postgresql://u@/db?host=/run/pg", "postgresql+pg8000://u@/db", {"unix_sock": "/run/pg/.s.PGSQL.5432"}),
        ("postgresql://u@/db?host=/pg&port=6", "postgresql+pg8000://u@/db", {"unix_sock": "/pg/.s.PGSQL.6"}),
        ("postgresql://u@old:1/db?host=new&port=2", "postgresql+pg8000://u@new:2/db", {}),
        ("postgresql://u@h/db?sslmode=prefer", "postgresql+pg8000://u@h/db", {}),
    ],
)
def test_addresses_as_people_write_them(written: str, address: str, arguments: dict[str, str]) -> None:
    assert driver_address(written) == (address, arguments)


@pytest.mark.parametrize(
    ("mode", "checks", "host"), [("require", ssl.CERT_NONE, False), ("verify-full", ssl.CERT_REQUIRED, True)]
)
def test_encryption_as_postgresql_names_it(mode: str, checks: ssl.VerifyMode, host: bool) -> None:
    context = driver_address(f"postgresql://u@h/db?sslmode={mode}")[1]["ssl_context"]
    assert (context.verify_mode, context.check_hostname) == (checks, host)


@pytest.mark.parametrize("query", ["sslmode=maybe", "keepalives=1", "port=many"])
def test_what_an_address_cannot_say_is_refused_in_words(query: str) -> None:
    with pytest.raises(SettingsError, match="IEUM_DATABASE_URL"):
        driver_address(f"postgresql://u@h/db?{query}")


def test_a_server_or_database_that_is_not_there_is_said_without_the_password(postgres: Server, tmp_path: Path) -> None:
    for url in (f"postgresql://u:geheim@/db?host={tmp_path}", postgres.database().replace("/ieum_", "/none_")):
        with pytest.raises(StoreError, match="IEUM_DATABASE_URL") as raised:
            Store(url, tmp_path / "lock")
        assert "geheim" not in str(raised.value)


def test_one_writer_across_processes_and_a_killed_one_lets_go(postgres_url: str, tmp_path: Path) -> None:
    store = Store(postgres_url, tmp_path / "lock")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, postgres_url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(LockTimeout, match="IEUM_LOCK_TIMEOUT"), store.writer(0.3):
        pass
    assert store.seq() == 0  # readers go on
    holder.kill()
    began = time.monotonic()
    with store.writer(20) as writer:
        writer.put([row_of(section("x/1", "하나."), "doc")], (), on=DAY)
    assert time.monotonic() - began < 20
    assert holder.wait(10) == -9
    holder.stdin.close()
    holder.stdout.close()
    store.close()


def test_even_writers_without_a_lock_never_share_a_number(postgres_url: str, tmp_path: Path) -> None:
    store = Store(postgres_url, tmp_path / "lock")
    with store.writer(1) as first:
        seqs = [first.put([row_of(section("x/0", "영."), "doc")], (), on=DAY)]

    def write(name: str) -> None:
        for n in range(20):
            seqs.append(Writer(store._engine).put([row_of(section(f"{name}/{n}", "하나."), "doc")], (), on=DAY))

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seqs) == list(range(1, 42))
    assert store.seq() == 41
    store.close()


def test_no_right_to_write_is_said_in_words(postgres: Server, postgres_url: str, tmp_path: Path) -> None:
    store = Store(postgres_url, tmp_path / "lock")
    with store.writer(1) as writer:
        writer.put([row_of(section("x/1", "하나."), "doc")], (), on=DAY)
    store.close()
    postgres.run(f"ALTER DATABASE {postgres.name(postgres_url)} SET default_transaction_read_only = on")
    with store.writer(1) as writer, pytest.raises(StoreReadOnly):
        writer.put([row_of(section("x/2", "둘."), "doc")], (), on=DAY)
    assert store.get(Key("section", "x/1", "ko")) is not None
    store.close()


def test_connections_that_were_cut_are_made_anew(postgres: Server, postgres_url: str, tmp_path: Path) -> None:
    store = Store(postgres_url, tmp_path / "lock")
    assert store.seq() == 0
    postgres.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{postgres.name(postgres_url).strip(chr(34))}'"
    )
    assert store.seq() == 0
    store.close()


def test_a_store_without_its_driver_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['pg8000'] = None\nfrom pathlib import Path\nfrom knowledge.store import Store\n"
    code += "try: Store('postgresql://u@h/db', Path('lock'))\nexcept Exception as e: print(type(e).__name__, e)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ}, capture_output=True, text=True, check=True
    )
    assert said.stdout.startswith("StoreError")
    assert ".[postgres]" in said.stdout
