"""Which embedder the settings name."""

from __future__ import annotations

from typing import Final

from knowledge.embedder import Embedder
from knowledge.embedding.builtin import BuiltinEmbedder, Tokenise
from knowledge.endpoint_embedder import EndpointEmbedder
from knowledge.fusion import BUILTIN
from knowledge.settings import KnowledgeSettings

NONE: Final = ("none", "")


def embedder_of(settings: KnowledgeSettings, analyse: Tokenise) -> Embedder | None:
    """The built-in model (its words come from `analyse`), a model at an endpoint, or none. Raises EmbedderError."""
    if settings.embedding_model in NONE:
        return None
    if settings.embedding_model == BUILTIN:
        return BuiltinEmbedder(analyse)
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""
    return EndpointEmbedder(settings.embedding_model, key, settings.openai_base_url)
