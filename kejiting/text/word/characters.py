"""The characters of a Word document's main part, each with its bytes, and what was changed, hidden or remarked on there."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat

from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.package import BROKEN

_OFF = ("0", "false", "off")
_CHANGES = {
    "ins": "插入", "del": "删除", "moveFrom": "移走", "moveTo": "移来", "rPrChange": "格式改动", "pPrChange": "格式改动",
    "tblPrChange": "格式改动", "sectPrChange": "格式改动",
}  # fmt: skip


@dataclass(slots=True)
class WordRun:
    """A run by its bytes: `start` of its tag, `end` behind its closing tag, `properties` as written, its tag's prefix."""

    start: int
    prefix: str
    end: int = 0
    properties: bytes = b""
    hidden: bool = False
    children: int = 0


@dataclass(slots=True)
class WordText:
    """A `w:t` by its bytes: its tag, the beginning of its text and of its closing tag."""

    run: WordRun
    tag: int
    name: str
    keeps_space: bool
    is_first: bool
    content: int = 0
    end: int = 0
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class WordCharacter:
    """One character that is no white space, and the bytes that it takes."""

    char: str
    start: int
    end: int
    text: WordText


@dataclass(slots=True)
class WordMark:
    """A tracked change, a comment or hidden text: `kind` is Chinese, `words` what was deleted or hidden.

    `first` and `last` count characters of the part: those inside, or the one before it.
    """

    kind: str
    first: int
    last: int = -1
    words: str = ""


class PartWalk:
    """Goes through the part once, with the byte where each tag and each character begins."""

    def __init__(self, part: bytes) -> None:
        self.characters: list[WordCharacter] = []
        self.marks: list[WordMark] = []
        self.paragraphs: list[list[int]] = []
        self.prefix = "w"
        self._part = part
        self._path: list[str] = []
        self._runs: list[WordRun] = []
        self._open_paragraphs: list[list[int]] = []
        self._open_marks: list[WordMark] = []
        self._ranges: dict[str, list[int]] = {}
        self._text: WordText | None = None
        self._pending: list[tuple[str, int]] = []
        self._properties_start = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = self._refuse
        try:
            self._parser.Parse(part, True)
        except expat.ExpatError as error:
            raise UnreadableFile(BROKEN) from error

    def _refuse(self, *_: object) -> None:
        raise UnreadableFile(BROKEN)

    @property
    def _at(self) -> int:
        return self._parser.CurrentByteIndex

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        if self._runs and self._path[-1] == "r" and name != "rPr":
            self._runs[-1].children += 1
            if self._text is not None:
                self._text.is_last = False
        self._path.append(name)
        match name:
            case "document":
                self.prefix = prefix
            case "p":
                self._open_paragraphs.append([])
            case "r":
                self._runs.append(WordRun(self._at, prefix))
                self._text = None
            case "rPr" if self._path[-2:-1] == ["r"]:
                self._properties_start = self._at
            case "vanish" if self._path[-3:-1] == ["r", "rPr"]:
                self._runs[-1].hidden = attributes.get(f"{prefix}:val" if prefix else "val", "1") not in _OFF
            case "t" | "delText" if self._runs:
                keeps = attributes.get("xml:space") == "preserve"
                self._text = WordText(self._runs[-1], self._at, tag, keeps, self._runs[-1].children == 1)
                self._pending = []
            case "commentRangeStart" | "commentRangeEnd":
                self._ranges.setdefault(attributes.get(f"{self.prefix}:id", ""), []).append(len(self.characters))
            case "commentReference":
                mark = self._mark("批注")
                begins, *ends = self._ranges.get(attributes.get(f"{self.prefix}:id", ""), [mark.first])
                mark.first, mark.last = begins, (ends[0] if ends else begins) - 1
            case _ if name in _CHANGES:
                self._open_marks.append(self._mark(_CHANGES[name]))

    def _mark(self, kind: str, words: str = "") -> WordMark:
        self.marks.append(WordMark(kind, len(self.characters), words=words))
        return self.marks[-1]

    def _data(self, data: str) -> None:
        if self._path and self._path[-1] in ("t", "delText") and self._text is not None:
            at = self._at
            if len(data) == 1:
                self._pending.append((data, at))
                return
            for char in data:
                self._pending.append((char, at))
                at += len(char.encode())

    def _end(self, tag: str) -> None:
        name = self._path.pop()
        match name:
            case "t" | "delText" if self._text is not None:
                self._take(self._text, deleted=name == "delText")
            case "rPr" if self._path[-1:] == ["r"]:
                close = self._part.index(b">", self._at) + 1
                self._runs[-1].properties = self._part[self._properties_start : close]
            case "r" if self._runs:
                run = self._runs.pop()
                run.end = self._part.index(b">", self._at) + 1
            case "p" if self._open_paragraphs:
                numbers = self._open_paragraphs.pop()
                if numbers:
                    self.paragraphs.append(numbers)
            case _ if name in _CHANGES and self._open_marks:
                self._open_marks.pop().last = len(self.characters) - 1

    def _take(self, text: WordText, *, deleted: bool) -> None:
        text.end = self._at
        text.content = self._pending[0][1] if self._pending else text.end
        words = "".join(char for char, _ in self._pending)
        moved = "moveFrom" in self._path or "del" in self._path
        if deleted or moved:
            if self._open_marks:
                self._open_marks[-1].words += words
        elif text.run.hidden:
            self._mark("隐藏文字", words).last = len(self.characters) - 1
        elif not {"txbxContent", "Fallback"} & set(self._path) and self._open_paragraphs:
            ends = [at for _, at in self._pending[1:]] + [text.end]
            for (char, at), end in zip(self._pending, ends, strict=True):
                if not char.isspace():
                    self._open_paragraphs[-1].append(len(self.characters))
                    self.characters.append(WordCharacter(char, at, end, text))
