from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

import kejiting
import measures
import proposals
from kejiting.text.lazy_re import LazyPattern, lazy_re

BROKEN = "("


def test_it_is_compiled_when_it_is_first_used() -> None:
    year = lazy_re(r"(?P<year>20\d\d)年", re.ASCII)
    assert "compiled" not in vars(year)

    assert [match["year"] for match in year.finditer("2016年到2020年")] == ["2016", "2020"]
    assert (year.pattern, year.flags, year.groups) == (r"(?P<year>20\d\d)年", re.ASCII, 1)


def test_what_is_asked_twice_is_looked_up_once() -> None:
    year = lazy_re("年")
    assert year.search is year.search


def test_a_mistake_raises_at_the_first_use() -> None:
    broken = lazy_re(BROKEN)
    with pytest.raises(re.error):
        broken.match("")


def test_no_pattern_of_the_packages_has_a_mistake() -> None:
    for package in (kejiting, measures, proposals):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name and not module.name.endswith("__main__"):
                importlib.import_module(module.name)

    # what was there when the tests had been collected is out of its sight
    gc.unfreeze()
    patterns = [one for one in gc.get_objects() if type(one) is LazyPattern and one.pattern != BROKEN]
    assert len(patterns) > 500
    for pattern in patterns:
        assert re.compile(pattern.pattern, pattern.passed_flags)
