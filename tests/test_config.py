"""What an instance is told from outside: read once, checked, and refused in one line."""

from pathlib import Path

import pytest

import config
from app.platform.settings import Settings

PASSWORD = "p:a/s@s"  # noqa: S105 - a test's


def read(folder: Path, **said: str) -> Settings:
    return config.load({"DATA_DIR": str(folder), **said})


def refusal(folder: Path, **said: str) -> str:
    with pytest.raises(config.SettingError) as refused:
        read(folder, **said)
    return str(refused.value)


def test_nothing_need_be_said(tmp_path: Path) -> None:
    settings = read(tmp_path)

    assert (settings.bind, settings.port) == ("127.0.0.1", 8000)
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{tmp_path / 'turnout.db'}"
    assert (settings.trusted_proxies, settings.limits, settings.demo) == (0, True, False)


@pytest.mark.parametrize(
    ("bind", "base_url"),
    [
        ("0.0.0.0", "http://127.0.0.1:9000"),  # noqa: S104 - read, not bound
        ("::", "http://127.0.0.1:9000"),
        ("::1", "http://[::1]:9000"),
        ("192.0.2.7", "http://192.0.2.7:9000"),
    ],
)
def test_links_lead_to_where_it_listens_unless_said_otherwise(
    tmp_path: Path, bind: str, base_url: str
) -> None:
    assert read(tmp_path, BIND=bind, PORT="9000").base_url == base_url


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "instance.env").write_text("# ours\n\nPORT = 9001\nDEMO=on\n", encoding="utf-8")

    settings = read(tmp_path, PORT="9002", DEMO="")

    assert (settings.port, settings.demo) == (9002, True)


@pytest.mark.parametrize("line", ["PROT=9001", "PORT", "DATA_DIR=/elsewhere", "=1"])
def test_a_line_of_the_file_that_says_nothing_known_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "instance.env").write_text(f"PORT=9001\n{line}\n", encoding="utf-8")

    said = refusal(tmp_path)

    assert said.startswith("instance.env, line 2: ")
    assert "is not a setting" in said


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "instance.env").write_bytes(b"SMTP_URL=smtp://caf\xe9@mail.example.org\n")

    assert refusal(tmp_path) == "instance.env is not text in UTF-8."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "http"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "all"),
        ("LIMITS", "perhaps"),
        ("DEMO", "2"),
        ("BASE_URL", "rally.example.org"),
        ("BASE_URL", "ftp://rally.example.org"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "https://rally.example.org/turnout"),
        ("BASE_URL", "https://rally.example.org?x"),
        ("BASE_URL", "https://rally.example.org#x"),
        ("BASE_URL", "https://us@rally.example.org"),
        ("BASE_URL", "https://rally.example.org:0"),
        ("BASE_URL", "https://rally.example.org:70000"),
        ("BASE_URL", "https://rally.example.org:http"),
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///file:x?mode=memory&uri=true"),
        ("REDIS_URL", "http://x"),
        ("TASKS_URL", "amqp://x"),
        ("SMTP_URL", "http://mail.example.org"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    assert refusal(tmp_path, **{name: value}).startswith(f"{name}=")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("https://rally.example.org/", "https://rally.example.org"),
        ("https://rally.example.org:8443", "https://rally.example.org:8443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_may_have_a_port_and_a_slash(tmp_path: Path, said: str, kept: str) -> None:
    assert read(tmp_path, BASE_URL=said).base_url == kept


def test_postgres_is_spoken_to_by_the_driver_that_we_have(tmp_path: Path) -> None:
    said = read(tmp_path, DATABASE_URL="postgresql://us@host/turnout")

    assert said.database_url == "postgresql+psycopg://us@host/turnout"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", f"mysql://us:{PASSWORD}@host/turnout"),
        ("DATABASE_URL", f"mysql://host/turnout?user=us&password={PASSWORD}&x=1"),
        ("REDIS_URL", f"http://:{PASSWORD}@host"),
        ("SMTP_URL", f"http://us:{PASSWORD}@host"),
        ("BASE_URL", f"https://us:{PASSWORD}@host"),
    ],
)
def test_no_part_of_a_password_is_said(tmp_path: Path, name: str, value: str) -> None:
    said = refusal(tmp_path, **{name: value})

    for part in (PASSWORD, "p:a", "a/s", "s@s", ":a"):
        assert part not in said
    assert "…" in said


def test_limits_are_off_on_this_machine_alone(tmp_path: Path) -> None:
    assert not read(tmp_path, LIMITS="off").limits
    assert "loopback" in refusal(tmp_path, LIMITS="off", BIND="0.0.0.0")  # noqa: S104 - refused


def test_jobs_wait_where_limits_are_counted_unless_said_otherwise(tmp_path: Path) -> None:
    settings = read(tmp_path, REDIS_URL="redis://host/0")

    assert settings.tasks_url == "redis://host/0"
    assert read(tmp_path, TASKS_URL="redis://host/1").redis_url == ""
