"""Every damage is found and named, nothing is found in a sound base, and what can be mended is sound afterwards."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from kejiting.doctor.examination import Depth
from kejiting.doctor.examinations import examine, mend
from tests.doctor.conftest import Sound, found
from tests.doctor.damages import DAMAGES, Damage

pytestmark = pytest.mark.django_db
POSSIBLE = [damage for damage in DAMAGES if not damage.only_sqlite or connection.vendor == "sqlite"]


@pytest.mark.parametrize("depth", Depth)
def test_a_sound_base_has_no_defect(sound: Sound, depth: Depth) -> None:
    results = list(examine(depth))

    assert [result.failure for result in results if result.failure] == []
    assert [defect.message for result in results for defect in result.looked.defects] == []


@pytest.mark.parametrize("damage", POSSIBLE, ids=lambda damage: damage.name)
def test_each_damage_is_named(sound: Sound, damage: Damage, monkeypatch: pytest.MonkeyPatch) -> None:
    named = damage.do(sound, monkeypatch)

    defects = [defect for defect in found(damage.examination) if damage.words in defect.message]
    assert len(defects) == 1
    assert named is None or str(named) in defects[0].message
    assert (defects[0].mend is not None) == damage.is_mended
    assert defects[0].message.endswith("。")
    if damage.is_mended:
        assert mend(defects[0])
        assert found(damage.examination) == []
    # some leave the base without what its constraints want
    transaction.set_rollback(True)
