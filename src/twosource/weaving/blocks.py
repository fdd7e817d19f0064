"""Which threads are compared at all: those that share a block of place, rare words or report day.

A block holds BLOCK threads at most. A fuller one is split by the next finer sign (week, kind, place, days, and where
nothing else differs by a hash of the thread's key), for all of its members alike. A rare sign is enough, a common one
isn't: threads that share a part of a block that was split are compared where they share a part of another sign's too,
and one of the two is a word: of what happens in a crowded place in a crowded week, place and day tell nothing apart. So
what a thread is compared with is bounded however many reports there are, and depends on which there are, never on the
order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from twosource.records import Place
from twosource.weaving.sketch import Sketch
from twosource.weaving.tables import Members, MemoryMembers, Table

BLOCK = 24
"""Threads in a block at most."""
WORDS = 6
"""Words of a thread, those that weigh most, that are blocks."""
LAYOUT = 4
"""To be raised with any change of what blocks there are or what is compared: what is kept holds for one layout only."""
_BITS = 24
_SIGNS = 4
_LEVELS = _SIGNS + _BITS
"""How often a block can be split: by four signs, then by hash."""
_ROWS = {"a": (0, 0), "b": (3, 1)}
"""Two rows of weeks and days, by how many days they are shifted. Near days share a stretch of one row at least. In
either row stretches of two days lie whole within those of eight, so a thread stands in a block's finer ones twice, not
four times.
"""


@dataclass(frozen=True, slots=True)
class Signs:
    """The blocks of a thread, and what finer blocks are made of."""

    key: str
    blocks: tuple[tuple[str, str], ...]
    """Each with its sign: a word, or where and when, which together say little more than alone."""
    day: int | None
    kind: str
    home: str
    bits: str
    stretches: Mapping[str, tuple[str, str]]
    """By the row in which the thread stands once a block is split by weeks, the week and the days."""

    def part(self, depth: int, row: str) -> str:
        """Into which part of a split block the thread goes that lies `depth` levels down, fewer than can be split. The
        part lies in that row.
        """
        if depth >= _SIGNS:
            return self.bits[depth - _SIGNS]
        if depth == 1:
            return self.kind
        if depth == 2:
            return self.home
        week, days = self.stretches[row]
        return week if depth == 0 else days

    def below(self, block: str, depth: int, row: str) -> Iterator[tuple[str, str]]:
        """The parts of a split block in which the thread stands, each with the row in which it lies."""
        for beneath in self.stretches if depth == 0 else (row,):
            yield _name(block, self.part(depth, beneath)), beneath


def signs(thread: Sketch) -> Signs:
    """What a thread is looked up by."""
    blocks = [("around", f"place {cell}") for cell in cells(thread.place)] if thread.place is not None else []
    heaviest = sorted(thread.vector, key=lambda name: (-thread.vector[name], name))[:WORDS]
    blocks += [(f"word {lemma}", f"word {lemma}") for lemma in heaviest]
    if thread.main and thread.published is not None:
        day = thread.published.toordinal()
        blocks += [("around", f"main 4a{day // 4}"), ("around", f"main 4b{(day + 2) // 4}")]
    when = thread.when.toordinal() if thread.when is not None else None
    own = tuple(_top(sign, block) for sign, block in blocks)
    home = home_cell(thread.place)
    return Signs(thread.key, own, when, thread.kind or "-", home, hash_bits(thread.key), _stretches(when))


@lru_cache(maxsize=65536)
def _stretches(day: int | None) -> Mapping[str, tuple[str, str]]:
    """A week and two days of each row that hold a day; a row of its own for none."""
    if day is None:
        return {"-": ("-", "-")}
    return {row: (f"8{row}{(day + week) // 8}", f"2{row}{(day + days) // 2}") for row, (week, days) in _ROWS.items()}


def cells(place: Place) -> tuple[str, str]:
    """Two cells of a degree, shifted against each other by a half, in which a place's point lies."""
    return (
        f"a{int(place.lat // 1)}/{int(place.lon // 1)}",
        f"b{int((place.lat + 0.5) // 1)}/{int((place.lon + 0.5) // 1)}",
    )


def home_cell(place: Place | None) -> str:
    """The one cell of about half a degree in which a place's point lies; `-` for none."""
    return "-" if place is None else f"{round(place.lat * 2)}/{round(place.lon * 2)}"


def hash_bits(key: str) -> str:
    """The digits by which threads are told apart where nothing else does: the same on every machine."""
    value = int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).digest())
    return f"{value:032b}"[:_BITS]


def _name(block: str, part: str) -> str:
    return blake2b(f"{block} {part}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@lru_cache(maxsize=65536)
def _top(sign: str, block: str) -> tuple[str, str]:
    return sign, _name("", block)


_Place = tuple[str | None, str]
"""Where a thread stands: a block or part that isn't split, and what it is a block of, None for a whole one."""


@dataclass(slots=True)
class Shelves:
    """Where blocks are kept."""

    members: Members = field(default_factory=MemoryMembers)
    """The threads of blocks that aren't split."""
    split: Table[int] = field(default_factory=dict)
    """How many threads a split block holds."""
    inner: Members = field(default_factory=MemoryMembers)
    """The blocks inside a split one."""


class Blocks:
    """The blocks of all threads, kept as threads come and go."""

    def __init__(self, shelves: Shelves, signs_of: Callable[[str], Signs]) -> None:
        """`signs_of`: a thread's signs by its key."""
        self._members, self._split, self._inner = shelves.members, shelves.split, shelves.inner
        self._signs_of = signs_of
        self._added: dict[str, list[_Place]] = {}
        """Where the threads stand that were put in last; nothing has changed since."""

    def add(self, keys: Iterable[str]) -> set[str]:
        """Puts threads that aren't in yet into their blocks. Gives those that were there before in blocks which became
        too full: some pairs of them aren't compared any more.

        All come at once: each block is looked at once and split straight to where they end up.
        """
        self._added = {}
        thinned: set[str] = set()
        blocks: defaultdict[tuple[str, str], list[Signs]] = defaultdict(list)
        for key in keys:
            self._added[key] = []
            own = self._signs_of(key)
            for top in own.blocks:
                blocks[top].append(own)
        for (sign, block), come in blocks.items():
            self._put(sign, block, 0, "", come, thinned)
        return thinned

    def _put(self, sign: str, block: str, depth: int, row: str, come: list[Signs], thinned: set[str]) -> None:
        held = self._split.get(block)
        if held is None:
            before = self._members.size(block)
            if before + len(come) <= BLOCK or depth == _LEVELS:
                place = (sign if depth else None, block)
                for own in come:
                    self._members.add(block, own.key)
                    if own.key in self._added:
                        self._added[own.key].append(place)
                return
            if before:
                crowd = sorted(self._members.of(block))
                thinned.update(crowd)
                for key in crowd:
                    self._members.discard(block, key)
                come = come + [self._signs_of(key) for key in crowd]
            held = 0
        self._split[block] = held + len(come)
        rows: defaultdict[str, list[Signs]] = defaultdict(list)
        if depth == 0:
            for own in come:
                for beneath in own.stretches:
                    rows[beneath].append(own)
        else:
            rows[row] = come
        for beneath, some in rows.items():
            inside: defaultdict[str, list[Signs]] = defaultdict(list)
            for own in some:
                inside[own.part(depth, beneath)].append(own)
            for part, few in inside.items():
                inner = _name(block, part)
                self._inner.add(block, inner)
                self._put(sign, inner, depth + 1, beneath, few, thinned)

    def remove(self, key: str) -> set[str]:
        """Takes a thread out. Gives the threads of blocks that hold no more than they may again: there may be more
        pairs of them to compare.
        """
        self._added = {}
        restored: set[str] = set()
        own = self._signs_of(key)
        for _, block in own.blocks:
            self._take(block, 0, "", own, restored)
        return restored - {key}

    def _take(self, block: str, depth: int, row: str, own: Signs, restored: set[str]) -> None:
        held = self._split.get(block)
        if held is None:
            self._members.discard(block, own.key)
            return
        for inner, beneath in own.below(block, depth, row):
            self._take(inner, depth + 1, beneath, own, restored)
        self._split[block] = held - 1
        if held - 1 == BLOCK:
            left: set[str] = set()
            self._empty(block, left)
            restored |= left
            for one in sorted(left):
                self._members.add(block, one)

    def _empty(self, block: str, left: set[str]) -> None:
        """Takes down what a block is split into; its threads go to `left`."""
        if self._split.get(block) is not None:
            self._split.pop(block)
            for inner in sorted(self._inner.of(block)):
                self._inner.discard(block, inner)
                self._empty(inner, left)
        else:
            for one in sorted(self._members.of(block)):
                self._members.discard(block, one)
                left.add(one)

    def candidates(self, key: str) -> set[str]:
        """The threads that this one is compared with; never itself."""
        found: set[str] = set()
        parts: defaultdict[str, set[str]] = defaultdict(set)
        places = self._added.get(key)
        for sign, block in self._places(key) if places is None else places:
            (found if sign is None else parts[sign]).update(self._members.of(block))
        seen: set[str] = set()
        for inside in parts.values():
            found |= seen & inside
            seen |= inside
        found.discard(key)
        return found

    def beyond(self, key: str, others: Iterable[str]) -> list[str]:
        """Of these threads, those that this one isn't compared with."""
        beside = self.candidates(key)
        return [other for other in others if other not in beside]

    def _places(self, key: str) -> Iterator[_Place]:
        own = self._signs_of(key)
        for sign, top in own.blocks:
            ahead = [(top, 0, "")]
            while ahead:
                block, depth, row = ahead.pop()
                if self._split.get(block) is None:
                    yield sign if depth else None, block
                else:
                    ahead += [(inner, depth + 1, beneath) for inner, beneath in own.below(block, depth, row)]
