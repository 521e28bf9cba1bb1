"""What the environment may say about the knowledge base (`IEUM_*`), read once at the entry of a program."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import SettingsError

TIMEZONE: Final = ZoneInfo("Asia/Seoul")  # offices, deadlines and notices all live in it, so it is no setting


class KnowledgeSettings(BaseSettings):
    """Where the knowledge base lies and what it starts from."""

    model_config = SettingsConfigDict(
        env_prefix="IEUM_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    home: Path = Field(
        default=Path("var"),
        description="Folder of the knowledge base in use: the store and its indexes. Built on first use.",
    )
    library: str = Field(
        default="bundled",
        description="Starter library: `bundled`, `none` (start empty), or a folder of family folders.",
    )
    samples: bool = Field(
        default=True,
        description="Whether sample courses and openings fill the catalogue until a source is synced (`on`, `off`).",
    )
    database_url: str = Field(
        default="",
        description="Address of the store, like postgresql://user@host/name; empty means SQLite in the home folder.",
    )
    chroma_url: str = Field(
        default="",
        description="Address of a Chroma server for vectors, like http://localhost:8000; empty means the home folder.",
    )
    lock_timeout: float = Field(
        default=120.0,
        ge=0,
        description="Seconds a writer waits for another process that is writing before it gives up.",
    )
    embedding_model: str = Field(
        default="builtin",
        description="What search finds meaning with beside words: `builtin`, `none` (words alone), or the name of an "
        "embedding model at OPENAI_BASE_URL.",
    )
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
    work24_key: SecretStr | None = Field(
        default=None, description="Key of Work24 (고용24) for each of its services without a key of its own."
    )
    work24_training_key: SecretStr | None = Field(
        default=None, description="Key of Work24's training courses; personal accounts can have one."
    )
    work24_openings_key: SecretStr | None = Field(
        default=None, description="Key of Work24's openings; only company and institution accounts can use it."
    )
    youth_policies_key: SecretStr | None = Field(default=None, description="Key of 온통청년 (youth policies).")
    bizinfo_key: SecretStr | None = Field(default=None, description="Key of 기업마당 (announcements, guideline files).")
    data_go_kr_key: SecretStr | None = Field(
        default=None, description="Key (the decoding form) of data.go.kr, for K-Startup and ALIO."
    )
    saramin_key: SecretStr | None = Field(default=None, description="Key of 사람인 (Saramin).")
    kosmes_key: SecretStr | None = Field(
        default=None, description="Key of the KOSMES job board: experimental, needs its address in IEUM_SOURCE_URLS."
    )
    kosmes_certificate: str = Field(
        default="", description="File with the certificate the KOSMES board must show, which names no host it is at."
    )
    source_urls: str = Field(
        default="", description="Other addresses of sources, as name=https://host, with commas between them."
    )
    boards: str = Field(
        default="",
        description="Boards and pages without a key that `sync all` loads, with commas between them: greenhouse:NAME, "
        "lever:NAME, ashby:NAME, https://…",
    )
    sync_details: int = Field(
        default=500, ge=0, description="Calls a load of openings may spend on detail pages of what changed."
    )


def read_settings() -> KnowledgeSettings:
    """The settings as the environment has them. Raises SettingsError naming the variable that can't be used."""
    try:
        return KnowledgeSettings()
    except ValidationError as e:
        problems = "; ".join(f"IEUM_{str(p['loc'][0]).upper()}: {p['msg']}" for p in e.errors())
        raise SettingsError(f"A setting can't be used. {problems}. Correct the environment and start again.") from e


def today_in_seoul() -> date:
    """The calendar day in Seoul now. Entry points read it once and pass it on."""
    return datetime.now(TIMEZONE).date()
