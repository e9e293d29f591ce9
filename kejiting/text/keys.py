"""The keys of names and numbers: equal for what is the same, however it is printed.

`买买提•吐尔逊` and `買買提・吐尔逊` are one person, `第３０１号` and 0301 one number, `吉科发成［２０２５］` and `吉科发成〔2025〕` one
code. A key is for comparing and looking up; what is shown is the printed form.
"""

from __future__ import annotations

from functools import lru_cache

from kejiting.text.fold import FoldTable, fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int
from kejiting.text.simplified import to_simplified_in_name

# Two people may be called by two forms of a character: see `to_simplified_in_name`
_NAME = FoldTable(to_simplified_in_name)
# 第157号, 157号委员提案, （157）
_AROUND_NUMBER = lazy_re(r"^第|号.*$|[()]")
# 王洪福委员; not 委员
_TITLE = lazy_re("(?<=..)(?:委员|代表)$")


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return the key of a person's or an organisation's name: 买买提•吐尔逊 → 买买提·吐尔逊."""
    return name.translate(_NAME)


def asked_name_keys(words: str) -> set[str]:
    """Return the keys of those whom words may name: 王洪福委员 may be 王洪福, or really be called so."""
    key = name_key(words)
    return {key, _TITLE.sub("", key)}


def number_key(number: str) -> str:
    """Return the key of a proposal's number, in digits without zeros before: 第３０１号, 0301, 三〇一 → 301; DH0271 → dh0271."""
    plain = _AROUND_NUMBER.sub("", fold(number))
    value = to_int(plain)
    return plain if value is None else str(value)


def code_key(code: str) -> str:
    """Return the key of an index number, or of the letters of an issuer: 吉科（提）字 → 吉科(提)字."""
    return fold(code)
