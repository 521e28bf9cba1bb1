"""Settings of the assistant and its pages, read once from the environment (prefix IEUM_)."""

from __future__ import annotations

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class AssistantSettings(BaseSettings):
    """Each field is IEUM_<NAME> in the environment or in a `.env` file in the working directory."""

    model_config = SettingsConfigDict(
        env_prefix="IEUM_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    host: str = Field(default="127.0.0.1", description="Address the page listens on; anything else is open to others.")
    port: int = Field(default=7860, ge=1, le=65535, description="Port the page listens on.")
    staff_password: SecretStr | None = Field(
        default=None, description="Password of the staff page; without it the first start prints a one-time one."
    )
    log_keep_days: int = Field(default=90, ge=1, description="Days after which lines of the turn log are deleted.")
    max_turns: int = Field(default=60, ge=1, description="Turns a conversation remembers; older ones are dropped.")
    openai_api_key: SecretStr | None = Field(
        default=None,
        validation_alias="OPENAI_API_KEY",
        description="Key of a language model (any text for a local server without keys); without one none is used.",
    )
    openai_base_url: str = Field(
        default="",
        validation_alias="OPENAI_BASE_URL",
        description="Address of an OpenAI-compatible server; empty means OpenAI's. Nothing is sent anywhere else.",
    )
    chat_model: str = Field(default="gpt-4.1-mini", description="Name of the language model at that address.")
    first_seconds: float = Field(
        default=8.0, gt=0, description="Seconds from a question to the model's first sentence; then we go on without."
    )
    turn_seconds: float = Field(default=30.0, gt=0, description="Seconds a turn may take in all with a model.")
    budget_day: int = Field(
        default=2_000_000, ge=0, description="Tokens a day, of all visitors, after which no model is used; 0: no limit."
    )
    budget_visitor: int = Field(
        default=100_000, ge=0, description="Tokens a visitor's session, after which no model is used; 0: no limit."
    )
    price_in: float = Field(default=0.0, ge=0, description="Price of a million tokens sent, for the estimated cost.")
    price_out: float = Field(default=0.0, ge=0, description="Price of a million tokens received.")
