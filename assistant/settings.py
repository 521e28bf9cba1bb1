"""Settings of the assistant and its pages, read once from the environment (prefix IEUM_)."""

from __future__ import annotations

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class AssistantSettings(BaseSettings):
    """Each field is IEUM_<NAME> in the environment or in a `.env` file in the working directory."""

    model_config = SettingsConfigDict(env_prefix="IEUM_", env_file=".env", extra="ignore", frozen=True)

    host: str = Field(default="127.0.0.1", description="Address the page listens on; anything else is open to others.")
    port: int = Field(default=7860, ge=1, le=65535, description="Port the page listens on.")
    staff_password: SecretStr | None = Field(
        default=None, description="Password of the staff page; without it the first start prints a one-time one."
    )
    log_keep_days: int = Field(default=90, ge=1, description="Days after which lines of the turn log are deleted.")
    max_turns: int = Field(default=60, ge=1, description="Turns a conversation remembers; older ones are dropped.")
