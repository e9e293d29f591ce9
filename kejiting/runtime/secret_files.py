"""Secrets by file, as systemd's credentials and Docker's secrets give them: no list of processes shows them."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping

from kejiting.runtime.bad_environment import BadEnvironmentError

# Each may be given by a file that the variable with _FILE names; the key by nothing else
SECRETS = ("KEJITING_DATABASE_URL", "KEJITING_DATABASE_REPLICAS", "KEJITING_SECRET_KEY")
FILES = {f"{name}_FILE" for name in SECRETS}
# Its group may read it, as systemd has it; nobody else
_TOO_OPEN = 0o027
_LONGEST = 64 * 1024
_SHORTEST_KEY = 50


def with_secrets(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment with what its files say. Raises BadEnvironmentError, which never quotes a secret."""
    values = dict(environ)
    for name in SECRETS:
        if path := environ.get(f"{name}_FILE"):
            if environ.get(name):
                raise BadEnvironmentError(f"环境变量 {name} 和 {name}_FILE 只能写一个")
            values[name] = _read(f"{name}_FILE", path)
    if 0 < len(values.get("KEJITING_SECRET_KEY", "")) < _SHORTEST_KEY:
        raise BadEnvironmentError(
            f"环境变量 KEJITING_SECRET_KEY_FILE 指的文件里至少要有 {_SHORTEST_KEY} 个字符，"
            "请用 openssl rand -base64 48 生成"
        )
    return values


def _read(variable: str, path: str) -> str:
    named = f"环境变量 {variable} 指的文件 {path}"
    try:
        # not to wait for one that is a pipe
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise BadEnvironmentError(f"{named} 不是文件")
            if state.st_mode & _TOO_OPEN:
                raise BadEnvironmentError(f"{named} 别人也能读取或改动，请运行 chmod g-w,o= {path}")
            data = file.read(_LONGEST + 1)
    except OSError as error:
        raise BadEnvironmentError(f"{named} 读不了：{error.strerror}") from error
    try:
        value = data.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadEnvironmentError(f"{named} 不是文本") from None
    if not value.strip() or not value.isprintable() or len(data) > _LONGEST:
        raise BadEnvironmentError(f"{named} 里应当只有一行文字")
    return value
