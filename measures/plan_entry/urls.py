from __future__ import annotations

from django.urls import path

from measures.plan_entry import compare, desk, former, item_page, review, target_page

urlpatterns = [
    path("", desk.plan_desk, name="entry_plans"),
    path("read/", desk.read_plans, name="entry_plans_read"),
    path("<int:pk>/", review.review_plan, name="entry_plan"),
    path("<int:pk>/compare/<int:other>/", compare.compare_plans, name="entry_plan_compare"),
    path("<int:pk>/former/<int:version>/", former.former_plan, name="entry_plan_former"),
    path("<int:pk>/former/<int:version>/original/", former.plan_original, name="entry_plan_former_original"),
    path("<int:pk>/original/", former.plan_original, name="entry_plan_original"),
    path("<int:pk>/withdraw/", review.withdraw_plan, name="entry_plan_withdraw"),
    path("<int:pk>/delete/", review.delete_plan_draft, name="entry_plan_delete"),
    path("<int:plan>/items/<int:pk>/", item_page.plan_item, name="entry_plan_item"),
    path("<int:plan>/targets/new/", target_page.new_plan_target, name="entry_plan_target_new"),
    path("<int:plan>/targets/<int:pk>/", target_page.plan_target, name="entry_plan_target"),
]
