"""The files for a server: every setting is known everywhere, and what they start exists."""

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
# Read by gunicorn's own file or by a library, not by our settings.
ELSEWHERE = {"PROMETHEUS_MULTIPROC_DIR", "GUNICORN_BIND", "GUNICORN_WORKERS"}
SECRETS = ("SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "METRICS_TOKEN")


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def of_settings():
    """The names that the settings read from the environment."""
    return set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', read("lakin/settings.py")))


def of_example():
    return set(re.findall(r"^#?([A-Z_]+)=", read("deploy/env.example"), re.MULTILINE))


def of_readme():
    table = read("README.md").partition("## Pengaturan")[2].partition("\n## ")[0]
    return {name for line in table.splitlines() if line.startswith("| `") for name in named(line)}


def named(line):
    return re.findall(r"`([A-Z_]+)`", line.split("|")[1])


def test_the_settings_the_example_and_the_readme_name_the_same():
    assert len(of_settings()) > 20
    assert of_settings() == of_example() - ELSEWHERE
    assert of_settings() == of_readme() - ELSEWHERE


def test_the_example_holds_no_secret():
    lines = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", read("deploy/env.example"), re.MULTILINE))
    for name in SECRETS:
        assert re.search("<[^>]+>", lines[name]), name


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("systemd/*.service")), ids=lambda path: path.name)
def test_a_unit_starts_a_command_that_exists(path):
    text = path.read_text()
    for command in re.findall(r"manage\.py (\w+)", text):
        assert (ROOT / "reports/management/commands" / f"{command}.py").exists()
    for config in re.findall(r"--config (\S+)", text):
        assert (ROOT / config).exists()
    assert "User=lakin" in text


def test_the_program_writes_only_where_the_settings_lead():
    apps = ("agreements", "budget", "indicators", "reports", "units")
    sources = [path for app in apps for path in (ROOT / app).rglob("*.py")]
    assert len(sources) > 100
    assert [path.name for path in sources if "VAR_DIR" in path.read_text(encoding="utf-8")] == []


def test_the_proxy_lets_the_largest_file_through_and_trusts_no_visitor():
    for path in DEPLOY.glob("*/*.conf"):
        text = path.read_text()
        assert int(re.search(r"client_max_body_size (\d+)m", text)[1]) > 50
        assert set(re.findall(r"X-Forwarded-For (\S+);", text)) == {"$remote_addr"}
        assert "media" not in re.sub(r"#.*", "", text)


def test_a_proxy_that_answers_by_itself_speaks_indonesian():
    for path in DEPLOY.glob("*/*.conf"):
        text = path.read_text()
        pages = set(re.findall(r"error_page [\d ]+ /galat/(\S+);", text))
        assert pages == {page.name for page in DEPLOY.glob("nginx/galat/*.html")}
        assert "alias" in text.partition("location /galat/ {")[2].partition("}")[0]
    for page in DEPLOY.glob("nginx/galat/*.html"):
        assert '<html lang="id">' in page.read_text()


def test_a_timer_keeps_the_hours_of_jakarta_on_a_server_of_any_zone():
    hours = [re.search(r"OnCalendar=(.+)", path.read_text())[1] for path in DEPLOY.glob("systemd/*.timer")]
    assert hours
    assert all(hour.endswith(" Asia/Jakarta") for hour in hours)


def test_every_locked_library_runs_on_the_oldest_python_that_is_promised():
    oldest = tomllib.loads(read("pyproject.toml"))["project"]["requires-python"].removeprefix(">=")
    names = re.findall(r"^([\w.-]+)==", read("requirements.txt") + read("requirements-dev.txt"), re.MULTILINE)
    asked = {name: distribution(name).metadata.get("Requires-Python", "") for name in names}
    assert [name for name, wanted in asked.items() if not SpecifierSet(wanted).contains(oldest)] == []
