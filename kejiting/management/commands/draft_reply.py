"""Write the outline of a reply as a Word file, laid out by GB/T 9704-2012."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kejiting.drafting import reply_document, unsaved_outline
from kejiting.official_document.writer import official_docx
from proposals.models import Outline, Request

WRONG_CALL = 2


class Command(BaseCommand):
    help = "把一件来件的答复提纲写成 Word 文件，按 GB/T 9704-2012 排版；不改动库里的内容"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("request", type=int, metavar="REQUEST_ID")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE.docx")
        parser.add_argument("--clean", action="store_true", help="不带出处的批注")

    def handle(self, *, request: int, out: Path, clean: bool, **options: Any) -> None:
        row = Request.objects.filter(pk=request).first() if 0 < request < 2**63 else None
        if row is None:
            raise CommandError(f"没有编号为 {request} 的来件", returncode=WRONG_CALL)
        outline = Outline.objects.filter(request=row).first() or unsaved_outline(row)
        data = official_docx(reply_document(outline), cite=not clean)
        try:
            out.write_bytes(data)
        except OSError as error:
            raise CommandError(f"写不了 {out}：{error.strerror}", returncode=1) from error
        self.stdout.write(f"已写好：{out}")
