"""Write comments into a Word file at exact words. What is not written stays as it was, byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.characters import WordCharacter, WordText
from kejiting.text.word.package import BROKEN, WordPackage
from kejiting.text.word.places import XML_HEAD, WordPlaces, find_places, in_utf8
from kejiting.text.word.xml import NAMESPACE
from kejiting.text.xml_package import part_name

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ID = lazy_re(rb"<[\w.-]*:?comment\s[^<>]*?\bw?[\w.-]*:?id=[\"'](\d+)[\"']")
_NUMBERED = lazy_re(rb"(?:commentRangeStart|commentReference)\s[^<>]{0,500}?id=[\"'](\d+)[\"']")


@dataclass(frozen=True, slots=True)
class WordComment:
    """`span` counts characters of the document's canonical text; an empty one is shown at the character before it."""

    span: Span
    words: str


@dataclass(slots=True)
class _Insertions:
    """What is to be written before each byte of the main part: ends of comments, then beginnings."""

    ends: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    starts: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    splits: dict[int, WordText] = field(default_factory=dict)


def add_comments(data: bytes, text: str, comments: Sequence[WordComment], *, author: str) -> bytes:
    """Return the Word file with the comments; `text` is its canonical text. Raises UnreadableFile.

    A comment whose words stand where Word allows none (in a box, in a list's number) is put at the nearest words before.
    """
    package = WordPackage(data)
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = {part_name(entry.filename): entry.filename for entry in archive.infolist()}
    main = package.main_name()
    part = in_utf8(package.read(main))
    places = find_places(part, text)
    beside = package.part(main).by_kind.get("comments")
    former = in_utf8(package.read(beside)) if beside and beside in package else None
    used = [int(found) for found in (*_ID.findall(former or b""), *_NUMBERED.findall(part))]
    first = max(used, default=-1) + 1
    written = {names[main]: _with_marks(part, places, text, comments, first)}
    name = beside or f"{main.rpartition('/')[0]}/comments.xml".lstrip("/")
    listed = "".join(_comment(number, comment, author) for number, comment in enumerate(comments, first)).encode()
    written[names.get(name, name)] = _before_end(former or _empty_comments(), "comments", listed)
    if former is None:
        folder, _, file = main.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels".lstrip("/")
        known = package.read(relations) if relations in package else _empty_relations()
        relation = f'<Relationship xmlns="{_RELATIONS}" Id="rIdKejitingComments" Type="{_KIND}" Target="/{name}"/>'
        written[names.get(relations, relations)] = _before_end(in_utf8(known), "Relationships", relation.encode())
        types = next((names[key] for key in names if key == "[content_types].xml"), None)
        if types is None:
            raise UnreadableFile(BROKEN)
        override = f'<Override xmlns="http://schemas.openxmlformats.org/package/2006/content-types" PartName="/{name}" ContentType="{_TYPE}"/>'
        written[types] = _before_end(in_utf8(archive.read(types)), "Types", override.encode())
    return _packed(archive, written)


def _with_marks(part: bytes, places: WordPlaces, text: str, comments: Sequence[WordComment], first: int) -> bytes:
    ordinals = [0]
    for char in text:
        ordinals.append(ordinals[-1] + (not char.isspace()))
    insertions = _Insertions()
    prefix = f"{places.prefix}:" if places.prefix else ""
    for number, comment in enumerate(comments, first):
        ends = _characters(places, ordinals[comment.span.start], ordinals[comment.span.end])
        if ends is None:
            continue
        _put(insertions, places, ends[0], f'<{prefix}commentRangeStart {prefix}id="{number}"/>', begins=True)
        mark = f'<{prefix}commentRangeEnd {prefix}id="{number}"/><{prefix}r><{prefix}commentReference {prefix}id="{number}"/></{prefix}r>'
        _put(insertions, places, ends[1], mark, begins=False)
    return b"".join(_written(part, insertions))


def _characters(places: WordPlaces, start: int, end: int) -> tuple[WordCharacter, WordCharacter] | None:
    """The first and the last character of a span of ordinals that have a place; of an empty span the one before it."""
    numbers = [places.places[ordinal] for ordinal in range(start, end) if ordinal in places.places]
    if not numbers:
        near = next((at for at in range(start - 1, -1, -1) if at in places.places), None)
        near = near if near is not None else min(places.places, default=None)
        if near is None:
            return None
        numbers = [places.places[near]]
    return places.characters[numbers[0]], places.characters[numbers[-1]]


def _put(insertions: _Insertions, places: WordPlaces, character: WordCharacter, mark: str, *, begins: bool) -> None:
    """Put a mark before or behind a character: beside its run where that begins or ends there, else the run is split.

    A run of an equation is not split.
    """
    text, marks = character.text, insertions.starts if begins else insertions.ends
    at = character.start if begins else character.end
    is_edge = text.is_first and at == text.content if begins else text.is_last and at == text.end
    if is_edge or text.run.prefix != places.prefix:
        marks[text.run.start if begins else text.run.end].append(mark)
    else:
        marks[at].append(mark)
        insertions.splits[at] = text


def _written(part: bytes, insertions: _Insertions) -> Iterator[bytes]:
    """Yield the part with what is inserted."""
    pieces: dict[int, bytes] = {}
    for at in {*insertions.ends, *insertions.starts}:
        marks = "".join((*insertions.ends.get(at, ()), *insertions.starts.get(at, ()))).encode()
        text = insertions.splits.get(at)
        pieces[at] = marks if text is None else _split(text, marks)
    for text in insertions.splits.values():
        if not text.keeps_space:
            pieces[text.tag + 1 + len(text.name)] = b' xml:space="preserve"'
    done = 0
    for at in sorted(pieces):
        yield part[done:at]
        yield pieces[at]
        done = at
    yield part[done:]


def _split(text: WordText, marks: bytes) -> bytes:
    """Close a run, write the marks, and open a run that is like it."""
    run = f"{text.run.prefix}:r" if text.run.prefix else "r"
    begins = f'<{text.name} xml:space="preserve">'
    return f"</{text.name}></{run}>".encode() + marks + f"<{run}>".encode() + text.run.properties + begins.encode()


def _comment(number: int, comment: WordComment, author: str) -> str:
    day = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'<w:comment xmlns:w="{NAMESPACE}" w:id="{number}" w:author={quoteattr(author)} w:date="{day}" w:initials="核">'
        f'<w:p><w:r><w:t xml:space="preserve">{escape(comment.words)}</w:t></w:r></w:p></w:comment>'
    )


def _empty_comments() -> bytes:
    return XML_HEAD + f'<w:comments xmlns:w="{NAMESPACE}"></w:comments>'.encode()


def _empty_relations() -> bytes:
    return XML_HEAD + f'<Relationships xmlns="{_RELATIONS}"></Relationships>'.encode()


def _before_end(part: bytes, root: str, added: bytes) -> bytes:
    """Put elements at the end of the root, which may be written without content."""
    close = part.rfind(b"</")
    if close >= 0 and part[close:].rstrip().rstrip(b">").rstrip().endswith(root.encode()):
        return part[:close] + added + part[close:]
    alone = part.rfind(b"/>")
    tag = part[part.rfind(b"<", 0, alone) + 1 : alone].split(None, 1)
    if alone < 0 or not tag or not tag[0].endswith(root.encode()):
        raise UnreadableFile(BROKEN)
    return part[:alone] + b">" + added + b"</" + tag[0] + b">" + part[alone + 2 :]


def _packed(archive: zipfile.ZipFile, written: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for entry in archive.infolist():
            part = written.pop(entry.filename) if entry.filename in written else archive.read(entry)
            packed.writestr(entry, part, entry.compress_type)
        for name, part in written.items():
            packed.writestr(name, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()
