"""The button 关注 of a page, for who is logged in."""

from __future__ import annotations

from django import template

from kejiting.models import LONGEST_SUBJECT, Follow

register = template.Library()


@register.inclusion_tag("following/_button.html", takes_context=True)
def follow_button(context: template.Context, kind: str, subject: object) -> dict[str, object]:
    """{% follow_button "topic" topic.pk %}: one query; nothing where there is nothing to follow."""
    request, wanted = context["request"], str(subject or "")
    is_shown = request.user.is_authenticated and 0 < len(wanted) <= LONGEST_SUBJECT
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "is_shown": is_shown,
        "kind": kind,
        "subject": wanted,
        "is_followed": is_shown and Follow.objects.filter(person=request.user, kind=kind, subject=wanted).exists(),
    }
