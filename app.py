"""The pages: `python app.py` opens the knowledge base and serves the chat and the staff page."""
# ruff: noqa: E402 - the libraries read these on import, so they come first

from __future__ import annotations

import os

for _name, _value in {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_OFFLINE": "1",
    "LANGSMITH_TRACING": "false",
}.items():
    os.environ.setdefault(_name, _value)

import argparse
import sys
import threading
import webbrowser
from collections.abc import Sequence

import uvicorn
from pydantic import ValidationError

from assistant.errors import AssistantError
from assistant.services import Services, build
from assistant.settings import AssistantSettings
from assistant.ui.server import create_app
from assistant.ui.staff_access import StaffAccess, open_access
from assistant.ui.upkeep import Syncing, Upkeep, every
from knowledge.base import open_base
from knowledge.errors import KnowledgeError
from knowledge.settings import read_settings


def main(argv: Sequence[str] | None = None) -> int:
    """Serves until interrupted. Returns the exit code: 0, or 2 with words on what to correct."""
    options = _options(argv)
    try:
        knowledge, settings = read_settings(), AssistantSettings()
        services = build(open_base(knowledge.home, knowledge), settings)
        password = settings.staff_password.get_secret_value() if settings.staff_password else None
        access = open_access(knowledge.home, password)
    except ValidationError as error:
        names = ", ".join(f"IEUM_{problem['loc'][0]}".upper() + f" ({problem['msg']})" for problem in error.errors())
        print(f"A setting can't be used: {names}. Correct the environment and start again.", file=sys.stderr)
        return 2
    except (KnowledgeError, AssistantError) as error:
        print(error, file=sys.stderr)
        return 2
    host, port = options.host or settings.host, options.port or settings.port
    syncing = Syncing(knowledge.home, options.sync_every) if options.sync_every else None
    app = create_app(services, access, Upkeep(services, syncing=syncing))
    address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"
    print(greeting(address, services, access), flush=True)
    if not options.no_browser and _has_screen():
        threading.Timer(1.5, webbrowser.open, [address]).start()
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,  # addresses of visitors are nobody's business
        server_header=False,
        timeout_graceful_shutdown=3,  # open pages hold a connection each
    )
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="app.py", description=__doc__)
    parser.add_argument("--host", help="address to listen on (default: IEUM_HOST or 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default: IEUM_PORT or 7860)")
    parser.add_argument("--no-browser", action="store_true", help="don't open a browser window")
    parser.add_argument("--sync-every", type=_span, metavar="6h", help="sync all sources with a key, so far apart")
    return parser.parse_args(argv)


def _span(text: str) -> float:
    try:
        return every(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _has_screen() -> bool:
    """Whether a window can open; without one `webbrowser` would start a text browser in this terminal."""
    windows = sys.platform in ("darwin", "win32") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    return windows and sys.stdout.isatty()


def greeting(address: str, services: Services, access: StaffAccess) -> str:
    """What stands in the terminal after the start."""
    loaded = services.loaded()
    kind = " (예시 · sample)" if loaded.sample else ""
    lines = [
        f"이음 · Ieum   {address}",
        f"  {loaded.sections:,} sections · {loaded.courses:,} courses · {loaded.openings:,} openings{kind}"
        f" · {loaded.mode}",
        f"직원 · staff  {address}/staff",
    ]
    if access.one_time:
        lines.append(f"  one-time password: {access.one_time}   (the first login chooses a lasting one)")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
