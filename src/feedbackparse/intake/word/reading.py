"""One Word document while it is being read: its package, what its parts say, what was laid down so far.

Parts that the body does not need are not parsed.
"""

from __future__ import annotations

from functools import cached_property, partial

from lxml import etree

from feedbackparse.intake.markup import Markup, parse_markup
from feedbackparse.intake.package import Package
from feedbackparse.intake.refusals import refuse
from feedbackparse.intake.relations import Relation, find_part, read_relations
from feedbackparse.intake.sheet import Sheet
from feedbackparse.intake.word.counters import Counters
from feedbackparse.intake.word.fields import is_balanced
from feedbackparse.intake.word.inline import Inline
from feedbackparse.intake.word.names import ID, MC, W, print_name
from feedbackparse.intake.word.numbering import Numbering
from feedbackparse.intake.word.styles import Styles
from feedbackparse.intake.word.tally import Tally
from feedbackparse.model import Style

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SYMBOL_FONTS = (b"ingdings", b"ebdings", b"ymbol")


class Reading:
    """What the walks through body, tables, boxes and notes share."""

    def __init__(self, package: Package, part: str, sheet: Sheet, tally: Tally) -> None:
        """Raises: Refusal where the main part cannot be read."""
        self.package, self.part, self.sheet, self.tally = package, part, sheet, tally
        self.relations: dict[str, Relation] = read_relations(package, part)
        self.depth = 0
        self.tables = 0
        """Tables met so far."""
        self.boxes = 0
        self.chunks = 0
        self.seen_notes: set[tuple[str, str]] = set()
        main = self.parse(part)
        self.root = main.root
        self.preserves_space = main.root.get(_SPACE) == "preserve"
        formatted = main.mentions(b"rPr")
        self.has_symbols = formatted and main.mentions(*_SYMBOL_FONTS)
        """Whether a run may be in a symbol font."""
        self.has_looks = formatted and main.mentions(b"vanish", b"rStyle", b"rPrChange")
        """Whether what a run looks like may change what is read."""
        self.fields_broken = main.mentions(b"fldChar") and not is_balanced(main.root)
        if self.fields_broken:
            tally.note("unknown-element", "不成对的域")
        self.styles = self._read_styles()
        self.inline = Inline(self)
        self._counters: dict[str, Counters] = {}
        self._notes: dict[str, dict[str, etree._Element]] = {}
        self._styles: dict[tuple[int | None, str, bool | None, bool], Style] = {}

    def parse(self, part: str) -> Markup:
        """One part, parsed; characters taken out of it are reported."""
        markup = parse_markup(self.package.read(part), self.package.place, part, self.package.limits.tags)
        if markup.removed:
            self.tally.note("illegal-characters", "非法控制字符", markup.removed)
        return markup

    def bodies(self) -> list[etree._Element]:
        """The bodies of the main part: one."""
        if self.root.tag not in (W + "document", W + "glossaryDocument"):
            return []
        return self.root.findall(W + "body")

    def find(self, kind: str) -> str | None:
        """The part of this kind that the main part points to."""
        for relation in self.relations.values():
            if relation.kind == kind and not relation.outside:
                found = find_part(self.package, relation)
                if found is not None:
                    return found
        return None

    def _read_styles(self) -> Styles:
        part = self.find("styles")
        read = partial(self.package.read, part) if part is not None else None
        return Styles(read, self.package.place, part or "")

    @cached_property
    def numbering(self) -> Numbering:
        """The lists, parsed when the first numbered paragraph asks."""
        part = self.find("numbering")
        root = self.parse(part).root if part is not None else None
        return Numbering(root, lambda style: self.styles.find(style).num_id)

    def find_note(self, kind: str, note_id: str) -> etree._Element | None:
        """A footnote or endnote by its id."""
        if kind not in self._notes:
            part = self.find(kind + "s")
            root = self.parse(part).root if part is not None else ()
            self._notes[kind] = {note.get(ID, ""): note for note in root if note.tag == W + kind}
        return self._notes[kind].get(note_id)

    def counters(self, story: str) -> Counters:
        """The counters of one story; body, boxes and notes count each for themselves."""
        if story not in self._counters:
            self._counters[story] = Counters(self.numbering)
        return self._counters[story]

    def report_formats(self) -> None:
        """Report the number formats that were printed as decimal."""
        for counters in self._counters.values():
            for name in sorted(counters.unknown):
                self.tally.note("unknown-element", f"编号格式 {name[:40]}")

    def style(self, level: int | None, name: str, centred: bool | None, bold: bool) -> Style:
        """One Style record for all paragraphs that look alike."""
        key = (level, name, centred, bold)
        style = self._styles.get(key)
        if style is None:
            shown = level if level is not None and 0 <= level < 9 else None
            style = self._styles[key] = Style(shown, name, bool(centred), bold)
        return style

    def go_down(self, element: etree._Element) -> None:
        """Enter one more container. Raises: Refusal where there are too many in one another."""
        self.depth += 1
        limit = self.package.limits.depth
        if self.depth > limit:
            raise refuse("too-deep", self.package.place, detail=print_name(element), limit=limit)

    @cached_property
    def ignorable(self) -> frozenset[str]:
        """Namespaces that the document itself says may be ignored."""
        prefixes = (self.root.get(MC + "Ignorable") or "").split()
        return frozenset(self.root.nsmap.get(prefix, "") for prefix in prefixes) - {""}

    def report_strange(self, element: etree._Element) -> bool:
        """Count an element that has no reader; returns whether its content is read all the same."""
        self.tally.note("unknown-element", print_name(element))
        return etree.QName(element).namespace not in self.ignorable
