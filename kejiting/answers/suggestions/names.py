"""Those who asked, by name, pinyin and initials, and the agencies that answered."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse

from kejiting.answers.suggestions.shape import MOST, Suggestion
from kejiting.answers.suggestions.titles import holding
from kejiting.text.keys import name_key
from kejiting.text.lazy_re import lazy_re
from kejiting.text.pinyin import typed
from proposals.models import Delegate, ReplyLetter, Signature

# 王, 王洪福委员, 阿依努尔·买; not 84号
_NAME = lazy_re(r"(?P<name>[^\W\d_][\w·]{0,29}?)(?:委员|代表)?")


def people(words: str) -> list[Suggestion]:
    if not (_NAME.fullmatch(name_key(words)) or typed(words)):
        return []
    signed = Signature.objects.published().filter(delegate=OuterRef("pk"))
    found = Delegate.objects.named(words, "startswith").filter(Exists(signed)).order_by("name", "pk")[:MOST]
    return [
        Suggestion(str(one), "name", f"提出人（{one.region}）" if one.region else "提出人", one.get_absolute_url())
        for one in found
    ]


def agencies(words: str) -> list[Suggestion]:
    wanted = holding("agency", words)
    if wanted is None:
        return []
    # one letter of each agency first: the index of agencies answers that without reading any letter
    last = ReplyLetter.objects.filter(wanted).order_by().values("agency").annotate(last=Max("pk")).values("last")
    published = ReplyLetter.objects.published().filter(agency=OuterRef("agency"))
    named = ReplyLetter.objects.filter(pk__in=last).filter(Exists(published)).order_by("agency")
    return [
        Suggestion(agency, "agency", "发文机关", f"{reverse('search')}?{urlencode({'agency': agency})}")
        for agency in named.values_list("agency", flat=True)[:MOST]
        if agency
    ]
