from __future__ import annotations

from django.urls import include, path

from kejiting.web.permission import MAY_ASSIGN, MAY_ENTER_PLANS
from measures.histories.changes import changes_of_indicator, changes_of_plan, changes_of_topic, text_of_plan
from measures.models import Indicator, Plan, Topic
from measures.records import (
    indicator_state,
    plan_state,
    restore_indicator_act,
    restore_plan_act,
    restore_topic_act,
    topic_state,
)
from proposals.pages.history import History

OF_PLANS = History(
    "plan", MAY_ENTER_PLANS, Plan.objects.all, plan_state, changes_of_plan, restore_plan_act, text=text_of_plan
)
OF_INDICATORS = History(
    "indicator",
    MAY_ASSIGN,
    Indicator.objects.all,
    indicator_state,
    changes_of_indicator,
    restore_indicator_act,
    earlier=lambda row: {"name": row.name, "unit": row.unit, "note": row.note, "aliases": []},
)
OF_TOPICS = History(
    "topic",
    "measures.change_topic",
    Topic.objects.all,
    topic_state,
    changes_of_topic,
    restore_topic_act,
    earlier=lambda row: {"name": row.name, "aliases": row.aliases, "what": row.what},
)

urlpatterns = [
    path("plans/", include(OF_PLANS.urls())),
    path("indicators/", include(OF_INDICATORS.urls())),
    path("topics/", include(OF_TOPICS.urls())),
]
