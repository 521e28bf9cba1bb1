"""The house's arrows: who may import what, engines in their one file, no import hidden in a function without a reason."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
# engine → the files that may import it
ENGINES = {
    "chromadb": {"knowledge/vectors.py"},
    "tantivy": {"knowledge/lexical.py"},
    "kiwipiepy": {"knowledge/text/analyser.py"},
    "sqlalchemy": {"knowledge/store.py", "knowledge/engine.py", "knowledge/tables.py", "knowledge/firms.py"},
    "openai": {"assistant/model/llm.py", "knowledge/endpoint_embedder.py"},
    "langchain_openai": {"assistant/model/llm.py"},
    "httpx": {"knowledge/sources/http.py"},
    "lxml": {"knowledge/documents/trees.py", "knowledge/sources/body.py"},
    "pypdfium2": {"knowledge/documents/pdf_page.py"},
    "openpyxl": {"knowledge/sources/xlsx.py"},
    "hwpx": {"knowledge/documents/hwp.py"},
    "langchain_core": {"assistant/model/llm.py", "assistant/model/langchain_tools.py"},
}
UI = {"gradio", "fastapi", "starlette", "uvicorn"}
# Imports inside functions need a reason; start-up cost is one, and is named here.
LATE = {
    "knowledge/vectors.py": "chromadb costs 1 s and 80 MB; only whoever writes vectors needs it",
    "assistant/model/llm.py": "langchain_openai costs 2.7 s and 95 MB and nothing of it is needed without a key",
    "knowledge/endpoint_embedder.py": "openai costs 1.4 s and most knowledge bases use no endpoint",
    "knowledge/text/analyser.py": "kiwipiepy loads its model on first use and may be missing",
}


def modules() -> list[tuple[str, ast.Module]]:
    files = [p for room in ("assistant", "knowledge") for p in sorted((ROOT / room).rglob("*.py"))]
    return [(str(p.relative_to(ROOT)), ast.parse(p.read_text(encoding="utf-8"))) for p in files]


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [a.name for a in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []


def test_arrows_run_one_way() -> None:
    wrong = []
    for path, tree in modules():
        for node in ast.walk(tree):
            for name in imported(node):
                top = name.split(".")[0]
                if path.startswith("knowledge/") and (top == "assistant" or top in UI):
                    wrong.append(f"{path} imports {name}")
                if top in UI and not path.startswith("assistant/ui/"):
                    wrong.append(f"{path} imports {name}")
                if top in ENGINES and path not in ENGINES[top]:
                    wrong.append(f"{path} imports {name}")
                if path.startswith("assistant/") and not path.startswith("assistant/ui/") and "assistant.ui" in name:
                    wrong.append(f"{path} imports {name}")
    assert modules()
    assert not wrong, wrong


def test_no_import_hides_in_a_function_without_a_reason() -> None:
    hidden = []
    for path, tree in modules():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
                if inner and path not in LATE:
                    hidden.append(f"{path}:{inner[0].lineno}")
    assert not hidden, hidden
