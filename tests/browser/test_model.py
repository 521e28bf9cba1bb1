"""What a person sees of the language model: who receives their words, its sentences, and that it is away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import OpenPage, PagedServices, ask, picture, served
from tests.provider.server import Provider, fails
from tests.provider.services import with_model

AMOUNT = "국취제 하면 한 달에 얼마 받아요?"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as provider:
        yield provider


def test_a_dead_model_is_told_of_on_the_page_and_the_answer_stands(
    open_page: OpenPage, services: PagedServices, provider: Provider
) -> None:
    provider.understand = provider.say = [fails(401)]
    with served(with_model(services, provider)) as address:
        page = open_page(390, 844, at=address)
        assert page.locator(".banner.away").count() == 0
        assert "127.0.0.1" in page.inner_text("#foot")
        assert "60만 원" in ask(page, AMOUNT)
        assert "모델 없이 답해요" in page.inner_text(".banner.away")
        asked = len(provider.requests)
        assert "60만 원" in ask(page, AMOUNT)
        assert len(provider.requests) == asked  # left alone
        picture(page, "model-away-390")
        page.click("[data-lang-to=en]")
        page.wait_for_function("document.querySelector('.banner.away').innerText.includes('left alone')")


def test_a_spent_budget_is_told_of_on_the_page(
    open_page: OpenPage, services: PagedServices, provider: Provider
) -> None:
    with served(with_model(services, provider, budget_day=1)) as address:
        page = open_page(at=address)
        assert "다 찼어요" in page.inner_text(".banner.away")
        assert "60만 원" in ask(page, AMOUNT)
        assert not provider.requests
