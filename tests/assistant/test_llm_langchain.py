"""LangChain's own pieces over the knowledge base: the retriever, and an agent that calls the tools over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from langchain.agents import create_agent
from langchain_core.messages import AIMessage, ToolMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant.model.langchain_tools import KnowledgeRetriever, tools
from assistant.services import Services
from tests.provider.server import KEY, Provider, answer, calls

TODAY = date(2026, 11, 22)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as running:
        yield running


def test_the_retriever_gives_documents_with_ids(services: Services) -> None:
    found = KnowledgeRetriever(base=services.base, today=lambda: TODAY, k=3).invoke("국취제 1유형 수당 얼마")
    assert 1 <= len(found) <= 3
    assert "nesp/allowance-amount" in {d.id for d in found}
    assert "60만 원" in "".join(d.page_content for d in found)
    assert found[0].metadata["score"] == pytest.approx(sum(found[0].metadata["parts"].values()), abs=1e-3)


def test_tools_say_what_they_are_for(services: Services) -> None:
    made = {t.name: t for t in tools(services.base, lambda: TODAY)}
    assert set(made) == {"search_guidelines", "search_courses", "search_openings", "show"}
    assert all(len(t.description) > 40 for t in made.values())
    assert "planned" in made["search_guidelines"].invoke({"question": "청년첫취업지원제도"})
    assert "60만 원" in made["show"].invoke({"id": "nesp/allowance-amount"})
    assert "There is no record" in made["show"].invoke({"id": "nesp/none"})
    assert made["search_courses"].invoke({"words": "데이터 분석", "regions": ["부산"]})


def test_an_agent_uses_them(services: Services, provider: Provider) -> None:
    provider.tool = [
        calls(("search_guidelines", {"question": "국취제 1유형 수당 얼마"})),
        calls(("show", {"id": "nesp/allowance-amount"})),
        answer("월 60만 원이에요."),
    ]
    model = ChatOpenAI(
        model="loopback",
        api_key=SecretStr(KEY),
        base_url=provider.base_url,
        timeout=20,
        max_retries=0,
        stream_usage=True,
    )
    agent = create_agent(model, tools(services.base, lambda: TODAY))
    messages = agent.invoke({"messages": [("user", "국취제 1유형 얼마 줘요")]})["messages"]
    results = [m for m in messages if isinstance(m, ToolMessage)]
    assert "nesp/allowance-amount" in str(results[0].content)
    assert "60만 원씩" in str(results[1].content)
    assert isinstance(messages[-1], AIMessage)
    assert messages[-1].content == "월 60만 원이에요."
    assert len(provider.of("tool")) == 3
    assert {r.path for r in provider.requests} == {"/v1/chat/completions"}
