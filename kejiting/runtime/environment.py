"""The environment, read strictly: an odd value stops the start with one line that says why."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from kejiting.runtime.bad_environment import BadEnvironmentError
from kejiting.runtime.secret_files import FILES, with_secrets

NAMES = FILES | {
    "KEJITING_DATA_DIR",
    "KEJITING_SHARED_DIR",
    "KEJITING_DATABASE_URL",
    "KEJITING_DATABASE_REPLICAS",
    "KEJITING_DEBUG",
    "KEJITING_ALLOWED_HOSTS",
    "KEJITING_PUBLIC",
    "KEJITING_HOST",
    "KEJITING_HTTPS",
    "KEJITING_TRUSTED_PROXIES",
    "KEJITING_LOG_FORMAT",
    "KEJITING_LOG_FILE",
    "KEJITING_TWO_PERSONS",
    "KEJITING_WASTEBASKET_DAYS",
}
# Chose between two search engines in older versions
FORMER_ENGINE = "KEJITING_SEARCH_ENGINE"
MOST_WASTEBASKET_DAYS = 3650
LOG_FORMATS = ("line", "json")
# How long a PostgreSQL that has gone silent is waited for: in seconds, the third in milliseconds
PATIENCE = {"connect_timeout": 3, "keepalives_idle": 5, "tcp_user_timeout": 10_000}
FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
# Where KEJITING_HTTPS says that there is a proxy, and nothing says where: on this machine
THIS_MACHINE = "127.0.0.0/8,::1"

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Environment:
    data_dir: Path
    shared_dir: Path
    database: dict[str, object] = field(repr=False)
    replicas: dict[str, dict[str, object]] = field(repr=False)
    # None: the one that lies in the shared folder
    secret_key: str | None = field(repr=False)
    debug: bool
    allowed_hosts: list[str]
    public: bool
    host: str
    port: int
    https: bool
    trusted_proxies: tuple[Network, ...]
    log_format: str
    log_file: Path | None
    two_persons: bool
    wastebasket_days: int
    # for people to read at the start, a Chinese sentence each
    notices: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """What the server listens on: 127.0.0.1:8000, [::1]:8000."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_environment(environ: Mapping[str, str], project: Path) -> Environment:
    unknown = sorted(name for name in environ if name.startswith("KEJITING_") and name not in NAMES | {FORMER_ENGINE})
    if unknown:
        raise BadEnvironmentError(f"环境变量 {unknown[0]} 不认识，可用的有：{'、'.join(sorted(NAMES))}")
    environ = with_secrets(environ)
    data_dir = _folder("KEJITING_DATA_DIR", environ.get("KEJITING_DATA_DIR") or str(project / "var"))
    url = environ.get("KEJITING_DATABASE_URL", "")
    https = _flag(environ, "KEJITING_HTTPS", default=False)
    return Environment(
        data_dir=data_dir,
        shared_dir=_folder("KEJITING_SHARED_DIR", environ.get("KEJITING_SHARED_DIR") or str(data_dir)),
        database=_postgres("KEJITING_DATABASE_URL", url) if url else _sqlite(data_dir),
        replicas=_replicas(environ.get("KEJITING_DATABASE_REPLICAS", ""), url),
        secret_key=environ.get("KEJITING_SECRET_KEY"),
        debug=_flag(environ, "KEJITING_DEBUG", default=False),
        allowed_hosts=_hosts(environ.get("KEJITING_ALLOWED_HOSTS") or "localhost,127.0.0.1,[::1]"),
        public=_flag(environ, "KEJITING_PUBLIC", default=True),
        host=_host(environ.get("KEJITING_HOST") or "127.0.0.1"),
        port=_port(environ.get("PORT") or "8000"),
        https=https,
        trusted_proxies=_networks(environ.get("KEJITING_TRUSTED_PROXIES") or (THIS_MACHINE if https else "")),
        log_format=_log_format(environ.get("KEJITING_LOG_FORMAT") or "line"),
        log_file=_log_file(environ.get("KEJITING_LOG_FILE", "")),
        two_persons=_flag(environ, "KEJITING_TWO_PERSONS", default=False),
        wastebasket_days=_days(environ.get("KEJITING_WASTEBASKET_DAYS") or "30"),
        notices=(*_former_engine(environ.get(FORMER_ENGINE, "")), *_proxies_notice(environ, https=https)),
    )


def _flag(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name, "")
    if not value:
        return default
    if value.lower() not in FLAGS:
        raise BadEnvironmentError(f"环境变量 {name}={value!r} 无法识别，请写 on 或 off")
    return FLAGS[value.lower()]


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise BadEnvironmentError(f"环境变量 PORT={value!r} 不是端口号，请写 1 到 65535 的整数")
    return int(value)


def _days(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= MOST_WASTEBASKET_DAYS):
        raise BadEnvironmentError(
            f"环境变量 KEJITING_WASTEBASKET_DAYS={value!r} 不是天数，请写 1 到 {MOST_WASTEBASKET_DAYS} 的整数"
        )
    return int(value)


def _host(value: str) -> str:
    """An address or a name to listen on; an empty one would be all of the machine's addresses."""
    if not re.fullmatch(r"[0-9A-Za-z.:_-]+", value):
        raise BadEnvironmentError(f"环境变量 KEJITING_HOST={value!r} 不是地址或主机名，请写 127.0.0.1 这样的地址")
    return value


def _hosts(value: str) -> list[str]:
    hosts = [host.strip() for host in value.split(",") if host.strip()]
    if not hosts or any("/" in host or " " in host for host in hosts):
        raise BadEnvironmentError(f"环境变量 KEJITING_ALLOWED_HOSTS={value!r} 无法识别，请写主机名，用英文逗号分开")
    return hosts


def _networks(value: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(each.strip()) for each in value.split(",") if each.strip())
    except ValueError as error:
        raise BadEnvironmentError(
            f"环境变量 KEJITING_TRUSTED_PROXIES={value!r} 无法识别，请写代理的地址或网段，"
            "用英文逗号分开：10.0.0.5,192.168.1.0/24"
        ) from error


def _log_format(value: str) -> str:
    if value not in LOG_FORMATS:
        raise BadEnvironmentError(f"环境变量 KEJITING_LOG_FORMAT={value!r} 不认识，可用的有：{'、'.join(LOG_FORMATS)}")
    return value


def _log_file(value: str) -> Path | None:
    """The file is made at once, for its owner and group to read: one that cannot be written stops the start."""
    if not value:
        return None
    path = Path(value).expanduser().absolute()
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640))
    except OSError as error:
        raise BadEnvironmentError(f"环境变量 KEJITING_LOG_FILE={value!r} 写不了：{error.strerror}") from error
    return path


def _proxies_notice(environ: Mapping[str, str], *, https: bool) -> tuple[str, ...]:
    """Older versions believed every proxy; one on another machine has to be named now."""
    if not https or environ.get("KEJITING_TRUSTED_PROXIES"):
        return ()
    return ("没有写 KEJITING_TRUSTED_PROXIES：只相信本机的反向代理。代理在别的机器上，请写上它的地址。",)


def _former_engine(former_engine: str) -> tuple[str, ...]:
    """What to say of a setting that an older version left behind. Only one of its values still means what is done."""
    if not former_engine:
        return ()
    if former_engine != "whoosh":
        raise BadEnvironmentError(
            f"环境变量 {FORMER_ENGINE}={former_engine!r} 已取消：每台服务器各有一份检索目录，随数据库更新。请删去这个变量再启动"
        )
    return (f"环境变量 {FORMER_ENGINE} 不再需要，可以删去。",)


def _folder(variable: str, value: str) -> Path:
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise BadEnvironmentError(f"环境变量 {variable}={value!r} 不是文件夹")
    return path


def _sqlite(data_dir: Path) -> dict[str, object]:
    """Django's settings for a SQLite in the data folder."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data_dir / "kejiting.sqlite3"),
        # kept open: a connection that is made anew needs room on the disk, and a full one is still to be read
        "CONN_MAX_AGE": None,
        # IMMEDIATE: a writer waits for its turn when it begins, instead of failing when it first writes
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=20000;",
        },
    }


def _replicas(value: str, primary_url: str) -> dict[str, dict[str, object]]:
    """Django's settings for each replica by its alias: replica1, replica2; {} if there are none."""
    urls = [url.strip() for url in value.split(",") if url.strip()]
    if urls and not primary_url:
        raise BadEnvironmentError(
            "环境变量 KEJITING_DATABASE_REPLICAS 写了从库，却没有主库，请同时设置 KEJITING_DATABASE_URL"
        )
    return {f"replica{i}": _postgres("KEJITING_DATABASE_REPLICAS", url) for i, url in enumerate(urls, 1)}


def _postgres(variable: str, url: str) -> dict[str, object]:
    """Django's settings for the PostgreSQL at an address; `variable` is named if it is odd."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # it may quote the password
        raise BadEnvironmentError(f"环境变量 {variable} 无法识别：主机或端口写得不对") from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise BadEnvironmentError(f"环境变量 {variable} 应当形如 postgres://用户:密码@主机:5432/库名")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(options.keys() - {"host", "sslmode", "sslrootcert"})
    if unknown:
        raise BadEnvironmentError(f"环境变量 {variable} 里的 {unknown[0]} 不认识，可用 host、sslmode、sslrootcert")
    socket = options.pop("host", "")
    return {
        "ENGINE": "kejiting.runtime.replicas.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket or parts.hostname or "",
        "PORT": str(port or ""),
        # Each thread keeps its connection, and makes sure of it before a request first uses it. A pool would hold as
        # many, but let who asks wait for its whole patience where a server refuses at once.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**PATIENCE, **options},
    }
