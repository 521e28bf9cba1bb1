"""Services that use the loopback provider as their model."""

from __future__ import annotations

from typing import Any

from pydantic import SecretStr

from assistant.answer import Answer
from assistant.services import Services, build
from assistant.settings import AssistantSettings
from tests.provider.server import KEY, Provider


def settings(provider: Provider, **changes: Any) -> AssistantSettings:
    """Settings that point at the provider; deadlines as shipped unless changed."""
    values: dict[str, Any] = {"openai_base_url": provider.base_url, "chat_model": "loopback", **changes}
    return AssistantSettings(openai_api_key=SecretStr(KEY), **values)


def with_model(services: Services, provider: Provider, **changes: Any) -> Services:
    """The same base and log with a model; its libraries are loaded, so that deadlines measure turns only."""
    built = build(services.base, settings(provider, **changes))
    built.warm_model()
    return built


def logged(services: Services, answer: Answer) -> dict[str, Any]:
    """The line of the turn log for an answer: other test workers write to the same file."""
    return next(e for e in services.log.recent(500) if e.get("answer") == answer.id)
