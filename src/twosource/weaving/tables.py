"""What weaving keeps from one time to the next, as tables by key: in memory here, behind a store where it lasts."""

from __future__ import annotations

from collections.abc import Collection, MutableMapping
from typing import Protocol, TypeAlias, TypeVar

V = TypeVar("V")
Table: TypeAlias = MutableMapping[str, V]
"""Values by key. A value that was put is never changed in place: another is put."""


class Members(Protocol):
    """Sets of names by key; an empty set and one that isn't there are the same."""

    def of(self, key: str, /) -> Collection[str]:
        """The names under a key, in no order; not to be held while the set changes."""
        ...

    def size(self, key: str, /) -> int:
        """How many there are."""
        ...

    def add(self, key: str, member: str, /) -> None:
        """Puts a name in."""
        ...

    def discard(self, key: str, member: str, /) -> None:
        """Takes a name out, if it is there."""
        ...


class MemoryMembers:
    """Members that last as long as the process."""

    __slots__ = ("_sets",)

    def __init__(self) -> None:
        self._sets: dict[str, set[str]] = {}

    def of(self, key: str, /) -> Collection[str]:
        """See Members."""
        return self._sets.get(key, ())

    def size(self, key: str, /) -> int:
        """See Members."""
        return len(self._sets.get(key, ()))

    def add(self, key: str, member: str, /) -> None:
        """See Members."""
        names = self._sets.get(key)
        if names is None:
            self._sets[key] = {member}
        else:
            names.add(member)

    def discard(self, key: str, member: str, /) -> None:
        """See Members."""
        names = self._sets.get(key)
        if names is not None:
            names.discard(member)
            if not names:
                del self._sets[key]
