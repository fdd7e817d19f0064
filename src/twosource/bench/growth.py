"""How weaving grows with the number of reports, and what one more report costs: on invented reports (synthetic.py).

Times are CPU seconds of this process: they bear other processes beside it. What a machine gives varies; the ratio of
one size to the next, in one run, is what can be compared.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence

from twosource.bench.figures import BenchError, Figures, Result
from twosource.bench.synthetic import World, denser, longer, report
from twosource.data.parties import PartyBase
from twosource.data.user_parties import party_base
from twosource.run.loom import update
from twosource.run.progress import Progress, silent
from twosource.run.state import State

SIZES = (1000, 10_000, 100_000)
SHAPES: Mapping[str, Callable[[int], World]] = {"denser": denser, "longer": longer}
"""More reports in one week, or over a longer period."""
ADDED = 100
"""Reports that are added one by one to the largest: half of them come next, half of them late."""


def score(sizes: Sequence[int] = SIZES, shapes: Sequence[str] = tuple(SHAPES), progress: Progress = silent) -> Result:
    """Weaves each size from nothing in each shape. `seconds N`: CPU seconds; `times N`: by those of the size before.

    To the largest, reports are then added one by one: `next ms` and `late ms` are the medians of CPU milliseconds for
    those that come after all others, and for those from anywhere in between; `p90` beside them. Reading isn't counted:
    the readings are given. Raises BenchError for sizes that don't grow, or are below 200 at the largest.
    """
    if list(sizes) != sorted(set(sizes)) or not sizes or sizes[0] < 1 or sizes[-1] < 2 * ADDED:
        raise BenchError(f"sizes {list(sizes)}: growing numbers are asked, the last {2 * ADDED} or more")
    base = party_base()
    parts = {shape: _grow(SHAPES[shape], shape, sizes, base, progress) for shape in shapes}
    ratios = [value for part in parts.values() for name, value in part.items() if name.startswith("times ")]
    medians = [part[name] for part in parts.values() for name in ("next ms", "late ms")]
    figures: Figures = {
        "most times": max((r for r in ratios if isinstance(r, float)), default=None),
        "slowest median ms": max(m for m in medians if isinstance(m, float)),
    }
    return Result("growth", figures, parts)


def _grow(
    shape: Callable[[int], World], name: str, sizes: Sequence[int], base: PartyBase, progress: Progress
) -> Figures:
    out: Figures = {}
    before: float | None = None
    for size in sizes:
        progress(f"{name}: {size} reports", 0, None)
        world = shape(size)
        after = set(range(size - ADDED // 2, size)) if size == sizes[-1] else set()
        late = set(range(size // ADDED, size - ADDED, max(1, size // (ADDED // 2)))) if after else set()
        given = [report(world, n) for n in range(size) if n not in after and n not in late]
        state = State()
        begun = time.process_time()
        update(state, base, given)
        spent = time.process_time() - begun
        out[f"seconds {size}"] = spent
        if before is not None:
            out[f"times {size}"] = spent / before
        before = spent
        if after:
            for label, numbers in (("next", after), ("late", late)):
                times = sorted(_one_more(state, base, world, n) for n in sorted(numbers))
                out[f"{label} ms"] = statistics.median(times)
                out[f"{label} p90 ms"] = times[int(0.9 * len(times))]
    return out


def _one_more(state: State, base: PartyBase, world: World, number: int) -> float:
    given = report(world, number)
    begun = time.process_time()
    update(state, base, [given])
    return 1000 * (time.process_time() - begun)
