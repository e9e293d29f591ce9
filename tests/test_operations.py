"""What the documents for who runs it say is so, and the files beside them fit the program."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from kejiting.runtime.environment import NAMES, read_environment

PROJECT = Path(__file__).parent.parent
FILES = PROJECT / "docs/operations"
PAGES = [PROJECT / "docs/operations.md", PROJECT / "docs/operations.zh.md"]
UNITS = sorted([*FILES.glob("*.service"), *FILES.glob("*.timer")])
VARIABLE = re.compile(r"KEJITING_[A-Z_]+[A-Z]")
by_language = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
by_unit = pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def settings_of(unit: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in text_of(unit).splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(text_of(FILES / "compose.yaml"))
    return read


@by_language
def test_the_table_has_each_variable_and_no_other(page: Path) -> None:
    _, table = re.split(r"## (?:Settings|设置)\n", text_of(page))
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]

    assert {name for row in rows for name in VARIABLE.findall(row)} == NAMES
    assert set(VARIABLE.findall(text_of(page))) == NAMES
    assert "`PORT`" in table


def test_both_languages_have_the_same_commands_and_files() -> None:
    blocks = [re.findall(r"```sh\n(.*?)```", text_of(page), re.DOTALL) for page in PAGES]
    bare = [[re.sub(r" *#.*", "", block) for block in each] for each in blocks]
    assert bare[0] == bare[1]
    named = [sorted(re.findall(r"`(docs/operations/[\w.-]+)`", text_of(page))) for page in PAGES]
    assert named[0] == named[1]
    assert {path.name for path in FILES.iterdir()} - {"Dockerfile.dockerignore"} == {
        Path(name).name for name in named[0]
    }


@pytest.mark.parametrize("path", [*PAGES, *UNITS, FILES / "compose.yaml"], ids=lambda path: path.name)
def test_every_command_is_there(path: Path) -> None:
    commands = get_commands()
    targets = re.findall(r"^([a-z-]+):", text_of(PROJECT / "Makefile"), re.MULTILINE)
    text = text_of(path)

    assert [name for name in re.findall(r"manage\.py (\w+)", text) if name not in commands] == []
    assert [name for name in re.findall(r"(?<!\w)make ([a-z-]+)", text) if name not in targets] == []


@by_language
def test_every_line_of_the_log_to_watch_is_written(page: Path) -> None:
    _, table = re.split(r"(?:if they contain|值得提醒)[:：]", text_of(page))
    lines = re.findall(r"^\| `([^`]+)` \|", table.partition("## ")[0], re.MULTILINE)
    code = "".join(text_of(path) for path in (PROJECT / "kejiting").rglob("*.py"))

    assert len(lines) == 6
    assert [line for line in lines if line.strip() != "ERROR" and line not in code] == []


def test_the_settings_of_the_examples_are_read() -> None:
    lines = [line for line in text_of(FILES / "kejiting.env").splitlines() if not line.startswith("#")]
    environment = read_environment(dict(line.split("=", 1) for line in lines), PROJECT)
    assert environment.https
    assert len(environment.trusted_proxies) == 2

    for path in FILES.iterdir():
        assert set(VARIABLE.findall(text_of(path))) <= NAMES, path.name


@by_unit
def test_a_unit_is_sound(unit: Path) -> None:
    settings = settings_of(unit)
    assert text_of(unit).startswith(f"# /etc/systemd/system/{unit.name}")
    if unit.suffix == ".timer":
        assert settings["WantedBy"] == ["timers.target"]
        assert unit.with_suffix(".service") in UNITS
        return
    assert settings["User"] == ["kejiting"]
    assert settings["WorkingDirectory"] == ["/opt/kejiting"]
    assert settings["EnvironmentFile"] == ["/etc/kejiting/kejiting.env"]
    assert settings["ExecStart"][0].startswith("/opt/kejiting/.venv/bin/python manage.py ")
    assert (settings["NoNewPrivileges"], settings["ProtectSystem"]) == (["yes"], ["strict"])
    assert "KEJITING_DATA_DIR=/srv/kejiting\n" in text_of(FILES / "kejiting.env")
    assert "/srv/kejiting" in settings["ReadWritePaths"][0].split()
    written = re.findall(r"manage\.py backup (\S+)", settings["ExecStart"][0])
    assert set(written) <= set(settings["ReadWritePaths"][0].split())


def test_a_command_by_hand_has_the_settings_of_the_service(tmp_path: Path) -> None:
    """Its user and its folder are those of the units; here another one takes the place of runuser."""
    script = text_of(FILES / "kejiting")
    assert script.startswith("#!/bin/sh\n# /usr/local/bin/kejiting (755)")
    for part in ("/opt/kejiting", "runuser -u kejiting --", "/etc/kejiting/kejiting.env"):
        assert part in script
    settings = tmp_path / "kejiting.env"
    settings.write_text("# settings\nKEJITING_DATA_DIR=/srv/kejiting\n#KEJITING_HOST=\nKEJITING_HTTPS=on\n", "utf-8")
    for name, does in (("runuser", 'shift 3; exec "$@"'), (".venv/bin/python", 'env; printf "<%s>" "$@"')):
        stand_in = tmp_path / name
        stand_in.parent.mkdir(parents=True, exist_ok=True)
        stand_in.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        stand_in.chmod(0o755)
    script = script.replace("/etc/kejiting", str(tmp_path)).replace("/opt/kejiting", str(tmp_path))
    path = {"PATH": f"{tmp_path}:{os.defpath}", "KEJITING_DEBUG": "on"}
    command = ["/bin/sh", "-c", script, "kejiting", "ingest_letters", "a b"]
    ran = subprocess.run(command, env=path, capture_output=True, check=True)
    said = ran.stdout.decode()
    assert "KEJITING_DATA_DIR=/srv/kejiting\n" in said
    assert "KEJITING_HTTPS=on\n" in said
    assert "KEJITING_HOST" not in said
    assert said.endswith("<manage.py><ingest_letters><a b>")


@by_language
def test_the_way_back_names_the_backup(page: Path) -> None:
    """The newest one of the folder is of the new version, once it has served for a night."""
    restored = re.findall(r"^kejiting restore (\S+)", text_of(page), re.MULTILINE)
    assert restored == ["/backups/kejiting/BEFORE"]
    assert "sudo" not in text_of(page)


def test_nginx_tells_its_own_refusals_in_chinese() -> None:
    text = text_of(FILES / "nginx.conf")
    named = {place: codes.split() for codes, place in re.findall(r"error_page ([\d ]+) (@\w+);", text)}
    assert {code for codes in named.values() for code in codes} == {"413", "414", "429", "502", "504"}
    for place, codes in named.items():
        (block,) = re.findall(rf"location {place} \{{(.*?)\}}", text, re.DOTALL)
        code, sentence = re.findall(r'return (\d+) "(.*)";', block)[0]
        assert code in codes
        assert re.search(r"[\u4e00-\u9fff]", sentence)
        assert "charset utf-8;" in block


def test_nginx_says_what_is_believed_and_bounds_the_rest() -> None:
    text = re.sub(r"#.*", "", text_of(FILES / "nginx.conf"))
    statements = [line.strip() for line in text.splitlines() if line.strip()]

    assert text.count("{") == text.count("}")
    assert [line for line in statements if line[-1] not in ";{}"] == []
    for name, value in (
        ("Host", "$host"),
        ("X-Forwarded-For", "$proxy_add_x_forwarded_for"),
        ("X-Forwarded-Proto", "$scheme"),
        ("X-Request-ID", "$request_id"),
    ):
        assert f"proxy_set_header {name} {value};" in statements
    # one in a location would drop those of the server
    assert "proxy_set_header" not in text[text.index("location /") :]
    zones = re.findall(r"zone=(\w+):", text)
    assert set(re.findall(r"limit_req zone=(\w+)|limit_conn (\w+) ", text)) == {
        ("kejiting_pages", ""),
        ("kejiting_login", ""),
        ("", "kejiting_clients"),
    }
    assert len(zones) == 3
    for bound in ("client_max_body_size", "client_header_timeout", "client_body_timeout", "proxy_read_timeout"):
        assert bound in text
    assert "access_log off;" in statements


def test_the_image_has_what_serves_and_no_more() -> None:
    text = re.sub(r"\\\n", "", text_of(FILES / "Dockerfile"))
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith(("#", " "))]
    of = {word: [rest for each, rest in lines if each == word] for word, _ in lines}

    assert set(of) <= {
        "FROM",
        "WORKDIR",
        "COPY",
        "RUN",
        "ENV",
        "USER",
        "VOLUME",
        "EXPOSE",
        "HEALTHCHECK",
        "ENTRYPOINT",
        "CMD",
    }
    assert [image for image in of["FROM"] if not re.fullmatch(r"[\w-]+:[\w.-]*\d[\w.-]*( AS \w+)?", image)] == []
    assert of["USER"] == ["10001:10001"]
    assert "--require-hashes" in of["RUN"][0]
    assert "--no-cache-dir" in of["RUN"][0]
    installs = [run for run in of["RUN"] if "apt-get install" in run]
    assert all("--no-install-recommends" in run and "rm -rf /var/lib/apt/lists/*" in run for run in installs)
    assert "/healthz" in text
    served = [copy for copy in of["COPY"] if not copy.startswith("--from")][1:]
    # by pyproject.toml a command knows the version, by the lock what the program consists of
    assert {"manage.py", "pyproject.toml", "requirements.txt"} <= {*" ".join(served).split()}
    copied = {path for copy in of["COPY"] if not copy.startswith("--from") for path in copy.split()[:-1]}
    assert [path for path in copied if not (PROJECT / path).exists()] == []
    shown = {line[1:] for line in text_of(FILES / "Dockerfile.dockerignore").splitlines() if line.startswith("!")}
    assert shown == copied
    packages = {path.parent.name for path in PROJECT.glob("*/__init__.py")} - {"tests"}
    assert packages <= copied


def test_the_services_fit_together() -> None:
    services, secrets = compose()["services"], compose()["secrets"]
    ours = services["kejiting"]

    for service in services.values():
        assert re.fullmatch(r"[\w-]+:[\w.-]*\d[\w.-]*", service["image"])
        assert set(service.get("secrets", [])) <= set(secrets)
        assert set(service.get("depends_on", {})) <= set(services)
    mounted = [volume.split(":")[0] for service in services.values() for volume in service["volumes"]]
    assert {name for name in mounted if not name.startswith("./")} == set(compose()["volumes"])
    assert (FILES / "nginx.conf").name in str(services["proxy"]["volumes"])
    assert (FILES / ours["build"]["context"]).resolve() == PROJECT
    assert (PROJECT / ours["build"]["dockerfile"]).is_file()
    assert (ours["user"], ours["read_only"], ours["cap_drop"]) == ("10001:10001", True, ["ALL"])
    given = ours["environment"]
    files = {Path(value).name for name, value in given.items() if name.endswith("_FILE")}
    assert files == set(ours["secrets"])
    assert "localhost" in given["KEJITING_ALLOWED_HOSTS"].split(",")
    assert given["KEJITING_DATA_DIR"] in {volume.split(":")[1] for volume in ours["volumes"]}
    # the proxy asks at 127.0.0.1, where Kejiting listens
    assert services["proxy"]["network_mode"] == "service:kejiting"
    assert "127.0.0.1" in given["KEJITING_TRUSTED_PROXIES"].split(",")
    assert "KEJITING_HOST" not in given
