"""Which threads are compared at all: those that share a block of place, rare words or report day.

A block holds BLOCK threads at most. A fuller one is split by the next finer sign (week, kind, place, days, and where
nothing else differs by a hash of the thread's key), for all of its members alike. So what a thread is compared with is
bounded however many reports there are, and depends on which there are, never on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from twosource.records import Place
from twosource.weaving.sketch import Sketch
from twosource.weaving.tables import Members, MemoryMembers, Table

BLOCK = 24
"""Threads in a block at most."""
WORDS = 6
"""Words of a thread, those that weigh most, that are blocks."""
_BITS = 24


@dataclass(frozen=True, slots=True)
class Signs:
    """The blocks of a thread, and what finer blocks are made of, level by level."""

    blocks: tuple[str, ...]
    finer: tuple[tuple[str, ...], ...]
    """At each level the parts in which the thread stands: two where parts overlap, so that near days share one."""

    def below(self, block: str, depth: int) -> Iterator[str]:
        """The thread's blocks inside a block that lies `depth` levels down; none where it can't be told apart more."""
        if depth < len(self.finer):
            for part in self.finer[depth]:
                yield _name(block, part)


def signs(thread: Sketch) -> Signs:
    """What a thread is looked up by."""
    blocks = [f"place {cell}" for cell in cells(thread.place)] if thread.place is not None else []
    heaviest = sorted(thread.vector, key=lambda name: (-thread.vector[name], name))[:WORDS]
    blocks += [f"word {lemma}" for lemma in heaviest]
    if thread.main and thread.published is not None:
        blocks += [f"main {part}" for part in _overlapping(thread.published.toordinal(), 4)]
    return Signs(tuple(_name("", block) for block in blocks), _finer(thread))


def _finer(thread: Sketch) -> tuple[tuple[str, ...], ...]:
    day = thread.when.toordinal() if thread.when is not None else None
    weeks, days = (("-",) if day is None else _overlapping(day, length) for length in (8, 2))
    bits = hash_bits(thread.key)
    return (weeks, (thread.kind or "-",), (home_cell(thread.place),), days, *((bits[n],) for n in range(_BITS)))


def _overlapping(day: int, length: int) -> tuple[str, str]:
    """Two stretches of so many days in which a day lies: days half a length apart or less share one."""
    return f"{length}a{day // length}", f"{length}b{(day + length // 2) // length}"


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

    def add(self, key: str) -> set[str]:
        """Puts a thread into its blocks. Gives the threads of blocks that became too full: some pairs of them aren't
        compared any more.
        """
        thinned: set[str] = set()
        own = self._signs_of(key)
        for block in own.blocks:
            self._put(block, 0, key, own, thinned)
        return thinned

    def _put(self, block: str, depth: int, key: str, own: Signs, thinned: set[str]) -> None:
        held = self._split.get(block)
        if held is not None:
            self._split[block] = held + 1
            self._put_below(block, depth, key, own, thinned)
            return
        self._members.add(block, key)
        size = self._members.size(block)
        if size > BLOCK and depth < len(own.finer):
            crowd = sorted(self._members.of(block))
            thinned.update(crowd)
            self._split[block] = size
            for one in crowd:
                self._members.discard(block, one)
                self._put_below(block, depth, one, self._signs_of(one), thinned)

    def _put_below(self, block: str, depth: int, key: str, own: Signs, thinned: set[str]) -> None:
        for inner in own.below(block, depth):
            self._inner.add(block, inner)
            self._put(inner, depth + 1, key, own, thinned)

    def remove(self, key: str) -> set[str]:
        """Takes a thread out. Gives the threads of blocks that hold no more than they may again: there may be more
        pairs of them to compare.
        """
        restored: set[str] = set()
        own = self._signs_of(key)
        for block in own.blocks:
            self._take(block, 0, key, own, restored)
        return restored - {key}

    def _take(self, block: str, depth: int, key: str, own: Signs, restored: set[str]) -> None:
        held = self._split.get(block)
        if held is None:
            self._members.discard(block, key)
            return
        for inner in own.below(block, depth):
            self._take(inner, depth + 1, key, own, restored)
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
        own = self._signs_of(key)
        found: set[str] = set()
        for block in self._whole(own):
            found.update(self._members.of(block))
        found.discard(key)
        return found

    def beyond(self, key: str, others: Iterable[str]) -> list[str]:
        """Of these threads, those that this one isn't compared with."""
        places = [self._members.of(block) for block in self._whole(self._signs_of(key))]
        return [other for other in others if not any(other in place for place in places)]

    def _whole(self, own: Signs) -> Iterator[str]:
        """The blocks in which a thread stands that aren't split."""
        ahead = [(block, 0) for block in own.blocks]
        while ahead:
            block, depth = ahead.pop()
            if self._split.get(block) is None:
                yield block
            else:
                ahead += [(inner, depth + 1) for inner in own.below(block, depth)]
