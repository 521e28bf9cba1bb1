"""A PostgreSQL of one's own for tests: made in a folder, run by somebody without rights, reached by a socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pg8000.native

_NAMES = count(1)


class Server:
    """A running server. It holds nothing worth keeping, so it never waits for the disk."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"ieum_{os.getpid()}_{next(_NAMES)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE template0')
        return f"postgresql://{_OWNER}@/{name}?host={quote(str(self._folder))}&port={self._port}"

    def drop(self, url: str) -> None:
        """Forgets a database, whoever is still in it."""
        self.run(f"DROP DATABASE {self.name(url)} WITH (FORCE)")

    def name(self, url: str) -> str:
        """The database at an address, as statements write it."""
        return f'"{url.partition("@/")[2].partition("?")[0]}"'

    def run(self, statement: str) -> None:
        """Runs a statement as the one who may do everything."""
        sock = f"{self._folder}/.s.PGSQL.{self._port}"
        connection = pg8000.native.Connection(_OWNER, unix_sock=sock, database="postgres")
        try:
            connection.run(statement)
        finally:
            connection.close()


_OWNER = "ieum"


def programs() -> Path | None:
    """The folder of PostgreSQL's server programs, newest version first; None where it isn't installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: -int(p.parts[4]))
    on_path = shutil.which("postgres")
    return found[0].parent if found else Path(on_path).resolve().parent if on_path else None


@contextmanager
def server() -> Iterator[Server]:
    """A server for the block. As root it is run by the user `postgres`, for it refuses to be run by root."""
    found = programs()
    assert found is not None, "PostgreSQL isn't installed. Run: apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="ieum-pg-", dir="/tmp"))  # a socket's path must be short
    as_other: list[str] = []
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_other = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    port, log = _free_port(), folder / "log"
    make = [*as_other, str(found / "initdb"), "-D", str(folder / "data"), "-U", _OWNER, "-A", "trust", "-N"]
    make += ["-E", "UTF8", "--locale=C.UTF-8"]
    start = [*as_other, str(found / "postgres"), "-D", str(folder / "data"), "-k", str(folder), "-p", str(port)]
    for name, value in {
        "listen_addresses": "",
        "fsync": "off",
        "shared_buffers": "16MB",
        "max_connections": "60",
    }.items():
        start += ["-c", f"{name}={value}"]
    process: subprocess.Popen[bytes] | None = None
    try:
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        with log.open("wb") as out:
            process = subprocess.Popen(start, stdout=out, stderr=out, cwd=folder)
        made = Server(folder, port)
        _wait(made, process, log)
        yield made
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)  # without waiting for whoever is still connected
            process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(made: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + 60
    while True:
        try:
            made.run("SELECT 1")
            return
        except pg8000.native.Error:
            assert process.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < give_up, log.read_text(errors="replace")
            time.sleep(0.05)


def _free_port() -> int:
    """Only part of the socket's name: the server listens on no port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
