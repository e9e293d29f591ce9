"""Damages that disks, clocks, killed runs and hands past the program do: each with the finding that has to name it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from kejiting.audit.chain import digest_of
from kejiting.audit.models import AuditHead, AuditRecord
from kejiting.ingest.originals import original_path
from kejiting.ingest.wastebasket import throw_away
from kejiting.search.whoosh.files import read_state
from measures.models import (
    Citation,
    Commitment,
    ExtractionVersion,
    Figure,
    KeptContent,
    Mention,
    PlanItem,
    PlanLedger,
    SeriesPoint,
    Target,
    TargetSuggestion,
)
from proposals.models import (
    EVERYTHING,
    ActContent,
    CheckedDraftFile,
    HouseAct,
    HouseContent,
    IndexOutbox,
    JudgedSentence,
    LetterVersion,
    OutlineItem,
    Passage,
    Recommendation,
    ReplyLetter,
    Request,
    RequestAsk,
    Status,
)
from tests.doctor.conftest import Sound


@dataclass(frozen=True, slots=True)
class Damage:
    """`do` does it, and returns what the finding has to name: beside `words`. `is_mended`: by --repair. `only_sqlite`: there is nothing to be
    damaged so, or looked at, in a PostgreSQL.
    """

    name: str
    examination: str
    do: Callable[[Sound, pytest.MonkeyPatch], object]
    words: str
    is_mended: bool = False
    only_sqlite: bool = False


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def _room(monkeypatch: pytest.MonkeyPatch, **changed: int) -> None:
    disk = SimpleNamespace(f_bavail=1 << 30, f_frsize=4096, f_files=1000, f_favail=5000)
    monkeypatch.setattr(os, "statvfs", lambda path: SimpleNamespace(**{**vars(disk), **changed}))


def _original(sound: Sound) -> Path:
    return original_path(sound.letter.source_name, sound.letter.source_sha256 or "")


def _flip(path: Path) -> str:
    """One bit of the middle; size and time of the file stay."""
    status = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    return path.name


def make_old(path: Path, days: float = 2) -> str:
    then = time.time() - days * 24 * 3600
    os.utime(path, (then, then))
    return path.name.lstrip(".")


def _old_file(path: Path) -> str:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    return make_old(path)


def _old_folder(path: Path) -> str:
    path.mkdir()
    (path / "file").write_bytes(b"x")
    return make_old(path)


def _index_file(sound: Sound) -> Path:
    state = read_state(sound.index)
    return sound.index / state.folder / max(state.files)


def _passage(sound: Sound) -> int:
    """The letter's last one."""
    return sound.letter.passages.order_by("-start").values_list("pk", flat=True)[0]


def _change(model: type, pk: int | None = None, **columns: object) -> int:
    """Past the program: no signal, no version, no note."""
    rows = model.objects.order_by("pk")
    pk = pk or rows.values_list("pk", flat=True)[0]
    rows.filter(pk=pk).update(**columns)
    return pk


def _elsewhere(sound: Sound) -> int:
    """A row of the second letter's: what the first one's is given."""
    return sound.letters["001"].passages.filter(part="prose").order_by("pk").values_list("pk", flat=True)[0]


def _judge(sound: Sound) -> int:
    end = len(sound.letter.text)
    return JudgedSentence.objects.create(letter=sound.letter, start=end + 3, end=end + 9, kind="measures").pk


def _former_version(sound: Sound) -> str:
    LetterVersion.objects.create(
        letter=sound.letter, text="旧版", as_read_text="旧版", source_name="旧.docx", source_sha256="ab" * 32
    )
    return "ab" * 32


def _unnoted(sound: Sound) -> str:
    ReplyLetter.objects.filter(pk=sound.letter.pk).update(status=Status.DRAFT)
    return sound.letter.key


def _thrown_away(sound: Sound, days: int) -> None:
    throw_away(sound.letter, by=None)
    ReplyLetter.everything.filter(pk=sound.letter.pk).update(deleted_at=timezone.now() - timedelta(days=days))


def _many_notes(sound: Sound) -> None:
    newest = IndexOutbox.objects.order_by("-pk")[0].transaction
    IndexOutbox.objects.bulk_create(
        IndexOutbox(key=f"letter:{number}", transaction=newest + 1) for number in range(10_000, 11_001)
    )


def _swept(sound: Sound) -> None:
    IndexOutbox.objects.create(key=EVERYTHING, transaction=IndexOutbox.objects.order_by("-pk")[0].transaction + 1)


def _mention_of(owner: str) -> int:
    return Mention.objects.filter(**{f"{owner}__isnull": False}).order_by("pk").values_list("pk", flat=True)[0]


def _drop(model: type) -> None:
    model.objects.filter(pk=model.objects.order_by("pk").values_list("pk", flat=True)[0]).delete()


def _point(sound: Sound) -> int:
    pk = SeriesPoint.objects.order_by("pk").values_list("pk", flat=True)[0]
    SeriesPoint.objects.filter(pk=pk).update(figure=99_999_999)
    return pk


_TOMORROW = timedelta(days=1)

_AUDIT = AuditRecord._meta.db_table


def _sql(statement: str, *values: object) -> None:
    """Past the program, as a hand would do it that has the base only."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _rewrite(what: str, number: int) -> None:
    _sql(f"UPDATE {_AUDIT} SET {what} WHERE number = %s", number)  # noqa: S608


def _strike(number: int) -> str:
    _sql(f"DELETE FROM {_AUDIT} WHERE number = %s", number)  # noqa: S608
    return f"第 {number} 条"


def _swap(one: int, other: int) -> None:
    for number, instead in ((one, 10**6), (other, one), (10**6, other)):
        _rewrite(f"number = {instead}", number)


def _forge() -> str:
    """With hashes that fit: the head of the chain does not know of it."""
    last = AuditRecord.objects.latest("number")
    last.former, last.number, last.by_name = last.digest, last.number + 1, "别人"
    last.digest = digest_of(last)
    AuditRecord.objects.bulk_create([last])
    return f"第 {last.number - 1} 条以后的 1 条"


def _rehash(number: int) -> None:
    record = AuditRecord.objects.get(number=number)
    record.by_name = "别人"
    _rewrite(f"by_name = '别人', digest = '{digest_of(record)}'", number)


def _overlap() -> int:
    first, second = RequestAsk.objects.order_by("pk")[:2]
    return _change(RequestAsk, second.pk, start=first.start)


def _others_ask() -> RequestAsk:
    other = Request.objects.create(title="别的", text="别的建议")
    return RequestAsk.objects.create(request=other, position=1, start=0, end=4)


def _other_contents() -> int:
    """Of a template's act those of another template."""
    act = HouseAct.objects.filter(template__isnull=False).order_by("pk")[0]
    other = HouseContent.objects.exclude(template=act.template).order_by("pk")[0]
    return _change_act(act, other)


def _change_act(act: HouseAct, state: HouseContent) -> int:
    HouseAct.objects.filter(pk=act.pk).update(state=state)
    return act.pk


def _old_request(sound: Sound) -> None:
    row = Request.objects.order_by("pk")[0]
    throw_away(row, by=None)
    Request.everything.filter(pk=row.pk).update(deleted_at=timezone.now() - timedelta(days=40))


DAMAGES = (
    Damage("a restore cut off", "database", lambda sound, _: (sound.data / ".restoring").touch(), "恢复或导入没有做完"),
    Damage("a row without its owner", "database", lambda sound, _: _sql("UPDATE proposals_passage SET letter_id = 999999 WHERE id = %s", _passage(sound)), "已不存在：proposals_passage", only_sqlite=True),
    Damage("no statistics", "database", lambda sound, _: _sql("DROP TABLE sqlite_stat1"), "还没有统计", is_mended=True, only_sqlite=True),
    Damage("a step of the base is due", "migrations", lambda sound, _: _sql("DELETE FROM django_migrations WHERE app = 'proposals' AND name LIKE '0001%%'"), "还差：proposals.0001"),
    Damage("a base of a newer version", "migrations", lambda sound, _: _sql("INSERT INTO django_migrations (app, name, applied) VALUES ('measures', '9999_later', '2026-01-01')"), "不认识：measures.9999_later"),
    Damage("little room", "disks", lambda sound, monkeypatch: _room(monkeypatch, f_bavail=1000), "只剩 3 MB"),
    Damage("no inodes", "disks", lambda sound, monkeypatch: _room(monkeypatch, f_favail=7), "只能再建 7 个文件"),
    Damage("a folder open to all", "permissions", lambda sound, _: sound.data.chmod(0o755), "别人也能读取", is_mended=True),
    Damage("a key open to all", "permissions", lambda sound, _: (sound.data / "secret-key").chmod(0o644), "secret-key 别人也能读取", is_mended=True),
    Damage("a folder of somebody else's", "permissions", lambda sound, monkeypatch: monkeypatch.setattr(os, "access", lambda path, mode: path != sound.data), "不能写"),
    Damage("an act of tomorrow", "clock", lambda sound, _: ReplyLetter.history.filter(id=sound.letter.pk).update(history_date=timezone.now() + _TOMORROW) and None, "时钟可能被调回"),
    Damage("a file of tomorrow", "clock", lambda sound, _: make_old(sound.data / "secret-key", days=-1), "文件的时间在将来"),
    Damage("no index", "index", lambda sound, _: shutil.rmtree(sound.index), "检索目录没有、坏了", is_mended=True),
    Damage("an index cut off", "index", lambda sound, _: (sound.index / "CURRENT").write_text("{") and None, "检索目录没有、坏了", is_mended=True),
    Damage("a bit of the index", "index", lambda sound, _: _flip(_index_file(sound)), "检索目录的文件损坏", is_mended=True),
    Damage("a change that the index was not told of", "index", lambda sound, _: _unnoted(sound), "与数据库不符", is_mended=True),
    Damage("an index far behind", "index", lambda sound, _: _many_notes(sound), "还没有进检索目录", is_mended=True),
    Damage("an index whose notes are gone", "index", lambda sound, _: _swept(sound), "检索目录没有、坏了", is_mended=True),
    Damage("no original", "originals", lambda sound, _: _original(sound).unlink() or _original(sound).name, "原件缺失"),
    Damage("a bit of an original", "originals", lambda sound, _: _flip(_original(sound)), "原件损坏"),
    Damage("no original of a former version", "originals", lambda sound, _: _former_version(sound), "原件缺失"),
    Damage("a character of a letter", "letters", lambda sound, _: _change(ReplyLetter, sound.letter.pk, text=sound.letter.text.replace("省", "市", 1)), "校验值不符"),
    Damage("a character as read", "letters", lambda sound, _: _change(ReplyLetter, sound.letter.pk, as_read_text=sound.letter.as_read_text.replace("省", "市", 1)), "校验值不符"),
    Damage("something hidden outside", "letters", lambda sound, _: _change(ReplyLetter, sound.letter.pk, masked=[[5, 10**6]]), "校验值不符"),
    Damage("a passage outside", "letters", lambda sound, _: _change(Passage, _passage(sound), end=10**6), "位置不在正文里"),
    Damage("a passage of another's ask", "letters", lambda sound, _: _change(Passage, _elsewhere(sound), recommendation=Recommendation.objects.filter(letter=sound.letter).first()), "位置不在正文里"),
    Damage("a sentence outside", "letters", lambda sound, _: _judge(sound), "位置不在正文里"),
    Damage("a figure that prints other words", "letters", lambda sound, _: _change(Figure, printed="77777"), "台账与原文不符", is_mended=True),
    Damage("a figure moved", "letters", lambda sound, _: _change(Figure, start=F("start") + 1, end=F("end") + 1), "台账与原文不符", is_mended=True),
    Damage("a figure in another letter", "letters", lambda sound, _: _change(Figure, passage=_elsewhere(sound)), "台账与原文不符", is_mended=True),
    Damage("a promise in other words", "letters", lambda sound, _: _change(Commitment, wording="别的话"), "台账与原文不符", is_mended=True),
    Damage("a citation moved", "letters", lambda sound, _: _change(Citation, start=0, end=2), "台账与原文不符", is_mended=True),
    Damage("a mention moved", "letters", lambda sound, _: _change(Mention, _mention_of("letter"), start=F("start") + 1, end=F("end") + 1), "台账与原文不符", is_mended=True),
    Damage("a character of a plan", "plans", lambda sound, _: _change(type(sound.plan), text=sound.plan.text.replace("省", "市", 1)), "校验值不符"),
    Damage("an item outside", "plans", lambda sound, _: _change(PlanItem, end=10**6), "位置不在正文里"),
    Damage("a target outside its item", "plans", lambda sound, _: _change(Target, start=0, end=2), "位置不在正文里"),
    Damage("a mention of a plan moved", "plans", lambda sound, _: _change(Mention, _mention_of("plan"), start=F("start") + 1, end=F("end") + 1), "台账与原文不符", is_mended=True),
    Damage("an ask outside", "desk", lambda sound, _: _change(RequestAsk, end=10**6), "位置不在正文里"),
    Damage("an ask in another", "desk", lambda sound, _: _overlap(), "位置不在正文里"),
    Damage("a contact hidden outside", "desk", lambda sound, _: _change(Request, masked=[[5, 10**6]]), "位置不在正文里"),
    Damage("a finding outside its draft", "desk", lambda sound, _: _change(CheckedDraftFile, findings=[{"start": 3, "end": 10**6}]), "位置不在正文里"),
    Damage("a quotation in other words", "desk", lambda sound, _: OutlineItem.objects.filter(start__isnull=False).update(text="别的话") and None, "引用或所属的建议被绕过程序改动"),
    Damage("a piece under another's ask", "desk", lambda sound, _: OutlineItem.objects.update(ask=_others_ask()) and None, "引用或所属的建议被绕过程序改动"),
    Damage("a former letter in other words", "histories", lambda sound, _: _change(ActContent, content={"text": "别的"}), "改动记录的内容被绕过程序改动"),
    Damage("a former plan in other words", "histories", lambda sound, _: _change(KeptContent, content={"text": "别的"}), "改动记录的内容被绕过程序改动"),
    Damage("a former template in other words", "histories", lambda sound, _: _change(HouseContent, content={"title": "别的"}), "改动记录的内容被绕过程序改动"),
    Damage("an act with another's contents", "histories", lambda sound, _: _other_contents(), "改动记录指向别处的内容"),
    Damage("a request too long in the wastebasket", "wastebasket", lambda sound, _: _old_request(sound), "1 份早已过了保留的 30 天"),
    Damage("an act in other words", "audit", lambda sound, _: _rewrite("detail = '别的'", 3), "第 3 条的内容改动过"),
    Damage("an act gone", "audit", lambda sound, _: _strike(2), "缺少第 2 条"),
    Damage("the first acts gone", "audit", lambda sound, _: _strike(1), "缺少第 1 条"),
    Damage("the last act gone", "audit", lambda sound, _: _strike(AuditHead.objects.get().number), "缺少第"),
    Damage("two acts in another order", "audit", lambda sound, _: _swap(2, 3), "第 2 条接不上第 1 条"),
    Damage("an act put in by hand", "audit", lambda sound, _: _forge(), "不是由程序写入的"),
    Damage("an act rewritten with its hash", "audit", lambda sound, _: _rehash(2), "第 3 条接不上第 2 条"),
    Damage("another end of the audit", "audit", lambda sound, _: AuditHead.objects.update(digest="0" * 64) and None, "末尾的校验值"),
    Damage("a letter too long in the wastebasket", "wastebasket", lambda sound, _: _thrown_away(sound, days=40), "1 份早已过了保留的 30 天"),
    Damage("a figure gone", "ledgers", lambda sound, _: _drop(Figure), "与重新识别的不同", is_mended=True),
    Damage("a figure of another value", "ledgers", lambda sound, _: _change(Figure, low=0) and None, "与重新识别的不同", is_mended=True),
    Damage("a promise of another day", "ledgers", lambda sound, _: _change(Commitment, due_on=timezone.localdate()) and None, "与重新识别的不同", is_mended=True),
    Damage("a mention gone", "ledgers", lambda sound, _: _drop(Mention), "与重新识别的不同", is_mended=True),
    Damage("a citation gone", "ledgers", lambda sound, _: _drop(Citation), "与重新识别的不同", is_mended=True),
    Damage("a suggestion gone", "ledgers", lambda sound, _: _drop(TargetSuggestion), "与重新识别的不同", is_mended=True),
    Damage("a letter of older rules", "ledgers", lambda sound, _: _change(ExtractionVersion, rules=1) and None, "还没有按今天的规则", is_mended=True),
    Damage("a plan that was never read", "ledgers", lambda sound, _: _drop(PlanLedger), "还没有按今天的规则", is_mended=True),
    Damage("an original of no letter", "orphans", lambda sound, _: _old_file(sound.data / "originals/cd" / f"{'cd' * 32}.pdf"), "不属于任何", is_mended=True),
    Damage("an original half written", "orphans", lambda sound, _: _old_file(sound.data / "originals/cd" / f".{'cd' * 32}.pdf.0a1b2c"), "临时文件", is_mended=True),
    Damage("a reading that was killed", "orphans", lambda sound, _: _old_folder(sound.temporary / "kejiting-reading-abc"), "临时文件", is_mended=True),
    Damage("a rebuild that was killed", "orphans", lambda sound, _: _old_folder(sound.index / "index-1-1"), "临时文件", is_mended=True),
    Damage("a first start that was killed", "orphans", lambda sound, _: _old_file(sound.data / ".secret-key.99"), "临时文件", is_mended=True),
    Damage("a point without a figure", "orphans", lambda sound, _: _point(sound), "指标序列里的数据已不存在", is_mended=True),
)  # fmt: skip
"""The server's damages need a server: they stand in test_server.py, a damaged page of the base in test_command.py."""
