"""V5, V6, V7, V20: what our code does not do at all, read from its syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.serving import ROOT

APP = ROOT / "app"
# Who may open a connection, and why: the mail server of the settings, and ourselves, to see
# whether we answer.
CONNECTS = {
    "app/platform/mail.py": {"smtplib"},
    "app/cli/doctor/surroundings.py": {"http.client"},
    "app/cli/server.py": {"http.client"},
}
CLIENTS = {"smtplib", "ftplib", "http.client", "urllib.request", "requests", "httpx", "urllib3"}
CLIENTS |= {"aiohttp", "telnetlib", "imaplib", "poplib"}
# Who may start a program: the tools of PostgreSQL for backups, and ourselves anew.
STARTS = {"app/platform/backup/postgres.py", "app/cli/server.py", "app/cli/serve.py"}
TEMPLATES = {"from_string", "render_template_string", "format_map", "eval", "exec", "Template"}


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Yield each module of ours with its syntax tree."""
    for path in sorted(APP.rglob("*.py")):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def imported(tree: ast.Module) -> set[str]:
    """Return the modules that a module imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def called(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls in a module by the last part of what they call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            yield name, node


def test_no_code_of_ours_asks_another_host() -> None:
    found = {path: imported(tree) & CLIENTS for path, tree in sources()}

    assert {path: clients for path, clients in found.items() if clients} == CONNECTS


def test_no_words_become_a_template() -> None:
    found = [
        f"{path}:{call.lineno}"
        for path, tree in sources()
        for name, call in called(tree)
        if name in TEMPLATES
    ]

    assert found == []


def test_no_program_is_started_to_make_a_document() -> None:
    starts = {
        path
        for path, tree in sources()
        if "subprocess" in imported(tree)
        or any(name in {"system", "popen", "execv"} for name, _ in called(tree))
    }

    assert starts <= STARTS


def test_one_form_takes_a_file_and_keeps_nothing_of_it() -> None:
    takes = [path for path, tree in sources() if "flask_wtf.file" in imported(tree)]
    keeps = [
        path
        for path, tree in sources()
        for name, _ in called(tree)
        if path.startswith("app/desk") and name in {"write_bytes", "write_text", "open", "copyfile"}
    ]
    posted = [
        str(path.relative_to(ROOT))
        for path in Path(ROOT / "templates").rglob("*.html")
        if "multipart/form-data" in path.read_text()
    ]

    assert takes == ["app/desk/exchange/forms.py"]
    assert keeps == []
    assert len(posted) == 1
