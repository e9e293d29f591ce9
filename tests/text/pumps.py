"""For a pattern of the packages, how it is used, and the runs of characters that it would have most to do with."""

from __future__ import annotations

import ast
import dataclasses
import functools
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

from kejiting.text.lazy_re import LazyPattern

PACKAGES = ("kejiting", "proposals", "measures")
# Entered by their own commands only
_NOT_IMPORTED = (".migrations.", ".wsgi", ".runtime.server")
METHODS = frozenset(("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"))
# Whatever the pattern says
TABLE = (
    "1", "零", "一", " ", "\u3000", "\t", "\n", "(", "《", "“", "[", "】", "、", "。", "：", "*", "-", "|", "<", "a",
    "字", "年", "下一步", "第1", "王、", "1 ", " \n", "1、",
)  # fmt: skip
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_MANY = 8
_OF_CATEGORY = {op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "a"}
_PROBES = "字1 a。\n(《，"
# So many runs of one kind, with what stands before them, say as much as all
_MOST_OF_A_KIND = 2
_MOST = 40


class Used(NamedTuple):
    """A pattern as it stands in a module, and the methods by which it is asked."""

    module: str
    name: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


def used_patterns() -> list[Used]:
    """Every pattern that is a module's constant, or stands in one, once."""
    modules = [importlib.import_module(name) for package in PACKAGES for name in _modules(package)]
    asked = {module.__name__: _asked(module) for module in modules}
    everywhere: dict[str, set[str]] = defaultdict(set)
    for own in asked.values():
        for name, methods in own.items():
            everywhere[name] |= methods
    found: dict[tuple[Any, int], Used] = {}
    for module in modules:
        for name, value in vars(module).items():
            methods = (asked[module.__name__] if name.startswith("_") else everywhere).get(name, set())
            for pattern in _patterns_in(value):
                key = (pattern.pattern, pattern.flags)
                used = found.setdefault(key, Used(module.__name__, name, pattern, frozenset()))
                found[key] = used._replace(methods=used.methods | methods)
    # of what is passed on nobody knows how it is asked
    return [used if used.methods else used._replace(methods=frozenset(["search"])) for used in found.values()]


def runs(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """What stands before a run, and what is repeated in it: from the pattern's own repeats, and from the table."""
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = _parser.parse(written, pattern.flags & ~re.UNICODE)
    times: dict[str, int] = defaultdict(int)
    own: dict[tuple[str, str], None] = {}
    for before, repeated in _repeats(parsed):
        if repeated and times[repeated] < _MOST_OF_A_KIND:
            times[repeated] += 1
            own |= dict.fromkeys((("", repeated), (before, repeated), ("", before + repeated)))
    whole = _sample(parsed)
    return [*(("", run) for run in TABLE), *[*own][:_MOST], *((("", whole),) if whole else ())]


def _modules(package: str) -> Iterator[str]:
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        if not any(part in f"{module.name}." for part in _NOT_IMPORTED):
            yield module.name


def _asked(module: ModuleType) -> Mapping[str, set[str]]:
    """By name, the methods that the module's source asks of it, also as one of a table that is gone through."""
    asked: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text())):
        for name, methods in _methods(node).items():
            asked[name] |= methods
        for loop in [node] if isinstance(node, ast.For) else getattr(node, "generators", []):
            methods = {one for target in _names(loop.target) for one in _asked_within(node)[target]}
            for table in _names(loop.iter):
                asked[table] |= methods
    return asked


def _asked_within(node: ast.AST) -> Mapping[str, set[str]]:
    asked: dict[str, set[str]] = defaultdict(set)
    for inner in ast.walk(node):
        for name, methods in _methods(inner).items():
            asked[name] |= methods
    return asked


def _methods(node: ast.AST) -> dict[str, set[str]]:
    """`_PATTERN.match`, also as `rules._PATTERN.match`."""
    if not isinstance(node, ast.Attribute) or node.attr not in METHODS:
        return {}
    return {name: {node.attr} for name in _names(node.value)}


def _names(node: ast.AST) -> set[str]:
    return {
        each.id if isinstance(each, ast.Name) else each.attr
        for each in ast.walk(node)
        if isinstance(each, (ast.Name, ast.Attribute))
    }


def _patterns_in(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, LazyPattern):
        yield re.compile(value.pattern, value.passed_flags)
    elif isinstance(value, re.Pattern):
        yield value
    elif depth < 4:
        for part in _parts(value):
            yield from _patterns_in(part, depth + 1)


def _parts(value: Any) -> Sequence[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)
    if isinstance(value, functools.partial):
        return [value.func, *value.args, *value.keywords.values()]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name) for field in dataclasses.fields(value)]
    own = getattr(value, "__self__", None) if inspect.isroutine(value) else None
    return [own] if isinstance(own, re.Pattern) else []


def _repeats(parsed: Any) -> Iterator[tuple[str, str]]:
    """Of each part that may come many times: an example of what stands before it, and of itself."""
    before = ""
    for code, value in parsed:
        if code in _REPEATS and value[1] > _MANY:
            yield from ((before, char) for char in _examples(value[2]))
        for inner in _inside(code, value):
            yield from ((before + lead, run) for lead, run in _repeats(inner))
        before += _sample([(code, value)])


def _examples(parsed: Any) -> list[str]:
    single = len(parsed) == 1 and parsed[0][0] is op.IN
    return _of_set(parsed[0][1])[:_MANY] if single else [_sample(parsed), _sample(parsed, 1)]


def _inside(code: Any, value: Any) -> Sequence[Any]:
    if code in _REPEATS:
        return [value[2]]
    if code is op.SUBPATTERN:
        return [value[3]]
    if code is op.BRANCH:
        return list(value[1])
    if code in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    return [value] if code is op.ATOMIC_GROUP else []


def _sample(parsed: Any, pick: int = 0) -> str:
    """Return words that the pattern nearly matches."""
    sample = ""
    for code, value in parsed:
        if code is op.LITERAL:
            sample += chr(value)
        elif code in (op.ANY, op.NOT_LITERAL):
            sample += "字" if value != ord("字") else "a"
        elif code is op.IN:
            chars = _of_set(value)
            sample += chars[pick % len(chars)]
        elif code in _REPEATS:
            sample += _sample(value[2], pick) * max(min(value[0], 3), value[1] > 0)
        elif code is op.BRANCH:
            sample += _sample(value[1][pick % len(value[1])], pick)
        elif code is not op.ASSERT_NOT and (code is not op.ASSERT or value[0] > 0):
            sample += "".join(_sample(inner, pick) for inner in _inside(code, value))
    return sample


def _of_set(items: Any) -> list[str]:
    if items[0][0] is op.NEGATE:
        inner = _of_set(items[1:]) if len(items) > 1 else []
        return [char for char in _PROBES if char not in inner][:2] or ["龘"]
    chars = [chr(value if code is op.LITERAL else value[0]) for code, value in items if code in (op.LITERAL, op.RANGE)]
    return [*chars, *(_OF_CATEGORY.get(value, "字") for code, value in items if code is op.CATEGORY)] or ["字"]
