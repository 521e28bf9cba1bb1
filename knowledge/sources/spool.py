"""What a load has fetched so far, on disk: a break costs at most one page, and the network is done with before the
knowledge base is written to. Drafts lie here for a day at most."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TextIO

from knowledge import codec
from knowledge.errors import RecordUnreadable, StoreError
from knowledge.sources.connector import LoadState, Scope
from knowledge.sources.drafts import CourseDraft, Draft, OpeningDraft, PolicyDraft

KEPT_FOR: Final = timedelta(days=1)
_KINDS: Final[dict[str, type[OpeningDraft] | type[CourseDraft] | type[PolicyDraft]]] = {
    kind.__name__: kind for kind in (OpeningDraft, CourseDraft, PolicyDraft)
}


class Spool:
    """The drafts of one load of one scope of a source, in a file of its own in `folder`."""

    def __init__(self, folder: Path, name: str, scope: Scope, now: datetime | None = None) -> None:
        """Goes on with what lies there of the same scope and is less than a day old, or else begins anew; what is
        older goes. Raises StoreError if the file can't be written.
        """
        mark = codec.digest(json.dumps({**_scope_json(scope), "today": ""}))[:8]
        path = self._path = folder / f"{file_name(name)}.{mark}.jsonl"
        self.state = LoadState()
        self.scope = scope
        now = now or datetime.now(UTC)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _forget_old(folder, file_name(name), now)
            kept = self._resumable(scope, now)
            self.resumed = kept > 0
            if not self.resumed:
                path.write_text(_line({"began": now.isoformat(), "scope": _scope_json(scope)}), encoding="utf-8")
            else:
                with path.open("r+b") as file:
                    file.truncate(kept)
            self._file: TextIO = path.open("a", encoding="utf-8")
        except OSError as e:
            raise StoreError(f"{path} can't be written ({e.strerror}). Make IEUM_HOME writable.") from e
        self._marked = self.state.done

    def put(self, draft: Draft) -> None:
        """Keeps a draft; it counts from the next `mark` on."""
        self._mark_if_moved()
        self._file.write(_line({"kind": type(draft).__name__, "draft": codec.encode(draft)}))

    def finish(self) -> None:
        """The load is over, whole or not: what its last page held counts if the state says that page was done."""
        self._mark_if_moved()
        self._file.flush()

    def drafts(self) -> Iterator[Draft]:
        """All drafts so far, those of a broken page too. After `finish`."""
        with self._path.open(encoding="utf-8") as lines:
            for line in lines:
                if isinstance(row := json.loads(line), dict) and "draft" in row:
                    yield codec.decode(_KINDS[row["kind"]], row["draft"])

    def close(self, *, keep: bool) -> None:
        """Lets go of the file; without `keep` it is deleted."""
        self._file.close()
        if not keep:
            self._path.unlink(missing_ok=True)

    def _mark_if_moved(self) -> None:
        if self.state.done is not self._marked:
            self._marked = self.state.done
            self._file.write(_line({"mark": self._marked}))
            self._file.flush()

    def _resumable(self, scope: Scope, now: datetime) -> int:
        """How many bytes of the file are whole pages of this scope; fills state and scope. 0 = begin anew."""
        whole, at = 0, 0
        try:
            with self._path.open("rb") as lines:
                first = json.loads(lines.readline())
                if now - datetime.fromisoformat(first["began"]) > KEPT_FOR:
                    return 0
                if {**first["scope"], "today": ""} != {**_scope_json(scope), "today": ""}:
                    return 0
                at = lines.tell()
                for line in lines:
                    at += len(line)
                    if line.startswith(b'{"mark"') and line.endswith(b"\n"):
                        whole, mark = at, json.loads(line)["mark"]
                        self.state = LoadState(**mark)
        except (OSError, ValueError, KeyError, TypeError, RecordUnreadable):
            return 0
        if whole:
            self.scope = replace(
                scope, today=date.fromisoformat(first["scope"]["today"]), resume_part=self.state.part,
                resume_from=self.state.page + 1, resume_read=self.state.part_read,
            )  # fmt: skip
        return whole


def file_name(source: str) -> str:
    """The name of a source as a file may be called."""
    return re.sub(r"[^\w.-]", "-", source)


def _forget_old(folder: Path, name: str, now: datetime) -> None:
    for path in folder.glob(f"{name}.*.jsonl"):
        if now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > KEPT_FOR:
            path.unlink(missing_ok=True)


def _scope_json(scope: Scope) -> dict[str, Any]:
    since = scope.since.isoformat() if scope.since else ""
    return {"today": scope.today.isoformat(), "regions": list(scope.regions), "since": since, "limit": scope.limit}


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
