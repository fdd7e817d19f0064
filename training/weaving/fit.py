"""Makes the weights of weaving and says how well they do on stories that they were not made from.

python training/weaving/fit.py --shared ../shared            figures, each story left out in turn
python training/weaving/fit.py --shared ../shared --write    and weights from all stories into src/
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from data import Labelled, load
from fit_threads import fit_threads
from twosource.bench.figures import b_cubed
from twosource.weaving import event_score, thread_score
from twosource.weaving.event_score import APART, LinkWeights, event_fit, event_signs
from twosource.weaving.learned import Logistic
from twosource.weaving.linkage import BARRED, link
from twosource.weaving.report_threads import threads
from twosource.weaving.similarity import cosine
from twosource.weaving.sketch import Sketch, sketch
from twosource.weaving.threads import Item, Thread, facts_of

EVENT_C = 0.05
"""The inverse of the penalty on weights."""
Pairs = list[tuple[Hashable, Hashable]]
"""A position's label and the group in which it was put."""
BENCHMARK = 2.0
"""What a pair of LedgerBench's stories counts beside one of another set."""
Row = tuple[Mapping[str, float], bool, float]
"""Signs, whether the two are one, and what the pair counts."""
WEIGHTS = Path(__file__).parents[2] / "src/twosource/weaving/weights"


def logistic(rows: Iterable[Row], c: float) -> Logistic:
    """A ridge-penalised logistic model of the rows; `c` is the inverse of the penalty."""
    names, table, same, weights_of = _table(rows)
    fitted = LogisticRegression(C=c, max_iter=5000)
    fitted.fit(table, same, sample_weight=weights_of)
    weights = {name: round(float(w), 3) for name, w in zip(names, fitted.coef_[0], strict=True)}
    return Logistic(round(float(fitted.intercept_[0]), 3), weights)


def _table(rows: Iterable[Row]) -> tuple[list[str], np.ndarray, list[bool], list[float]]:
    rows = list(rows)
    names = sorted({name for signs, _, _ in rows for name in signs})
    index = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for n, (signs, _, _) in enumerate(rows):
        for name, value in signs.items():
            table[n, index[name]] = value
    return names, table, [same for _, same, _ in rows], [weight for _, _, weight in rows]


def gold_threads(data: Labelled) -> list[Thread]:
    """The threads that the labels make."""
    out = []
    for items in data.by_report().values():
        parts: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            if item.position.id in data.event:
                parts[data.event[item.position.id]].append(item)
        for members in parts.values():
            members.sort(key=lambda i: (i.sentence, i.position.frame.aspect in {"toll", "outcome"}, i.order))
            facts = [facts_of(item) for item in members]
            thread = Thread(items[0] in members, members[0].published, captured=facts[0].taken)
            for one in facts:
                thread.add(one)
            out.append(thread)
    return out


def found_threads(data: Labelled) -> list[Thread]:
    """The threads that weaving makes."""
    return [thread for items in data.by_report().values() for thread in threads(items)]


def numbered(made: Sequence[Thread]) -> list[Sketch]:
    """Their sketches, keyed apart."""
    return [sketch(thread, n) for n, thread in enumerate(made)]


def event_rows(data: Labelled, made: Sequence[Thread]) -> list[Row]:
    """Pairs of threads of two reports, by the label that most of a thread's positions have."""
    labels = [_label(thread, data.event) for thread in made]
    out: list[Row] = []
    for (a, one), (b, other) in combinations(zip(numbered(made), labels, strict=True), 2):
        if a.document != b.document and one is not None and other is not None:
            weight = one[1] * other[1] * (one[2] * other[2]) ** 0.5
            out.append((event_signs(a, b, cosine(a.vector, b.vector)), one[0] == other[0], weight))
    total = sum(weight for _, _, weight in out)
    share = 10 * len(made) / total * (BENCHMARK if data.benchmark else 1.0)
    return [(signs, same, share * weight) for signs, same, weight in out]


def _label(thread: Thread, event: Mapping[str, str]) -> tuple[str, float, int] | None:
    held = Counter(event[item.position.id] for item in thread.items if item.position.id in event)
    if not held:
        return None
    name, n = held.most_common(1)[0]
    return name, n / held.total(), held.total()


def joined(made: Sequence[Thread]) -> list[list[int]]:
    """Threads in events, all compared with all."""
    told = numbered(made)

    def score(i: int, j: int) -> float:
        value = event_fit(told[i], told[j], cosine(told[i].vector, told[j].vector))
        return BARRED if value == APART else value

    return link(len(told), score, LinkWeights().join)


def use(name: str, made: Logistic) -> None:
    """Puts a model in the place of the one that ships, for this run."""
    chosen[name] = made


chosen: dict[str, Logistic] = {}
for room in (event_score, thread_score):
    room.model = chosen.__getitem__  # type: ignore[attr-defined]


def train(sets: Sequence[Labelled]) -> None:
    """Both models: what puts items into threads, then what joins those that the labels and weaving make."""
    use("same_thread", fit_threads(sets))
    rows = (
        row
        for data in sets
        if data.across
        for made in (gold_threads(data), found_threads(data))
        for row in event_rows(data, made)
    )
    use("same_event", logistic(rows, EVENT_C))


def told_apart(data: Labelled) -> list[Pairs]:
    """Each position's label and group: inside reports; of the labels' threads joined; of found threads joined."""
    inside: Pairs = []
    for document, items in data.by_report().items():
        for n, thread in enumerate(threads(items)):
            held = [item.position.id for item in thread.items]
            inside += [
                ((data.name, document, data.event[p]), (data.name, document, n)) for p in held if p in data.event
            ]
    out = [inside]
    for made in (gold_threads(data), found_threads(data)) if data.across else ():
        pairs: Pairs = []
        for n, group in enumerate(joined(made)):
            held = [item.position.id for m in group for item in made[m].items]
            pairs += [((data.name, data.event[p]), (data.name, n)) for p in held if p in data.event]
        out.append(pairs)
    return out


def pool_of(data: Labelled) -> str:
    """The sets with which a set's figures are pooled."""
    if data.benchmark:
        return f"LedgerBench dev,{data.name.rpartition(',')[2]}"
    return data.name.rpartition("-")[0] or data.name


def write_as(name: str, made: Logistic, about: str) -> None:
    """The model as TOML."""
    lines = [f"# {line}" for line in about.splitlines()]
    lines += ["", f"bias = {made.bias}", "", "[weights]"]
    lines += [f'"{sign}" = {weight}' for sign, weight in sorted(made.weights.items())]
    (WEIGHTS / f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """See the module's text."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, required=True, help="the folder of public development data")
    ask.add_argument("--write", action="store_true", help="write the weights made from all stories")
    asked = ask.parse_args()
    sets = load(asked.shared)
    print(f"{'left out':32} inside  labels' threads  found threads")
    pools: dict[str, list[list[Pairs]]] = defaultdict(list)
    for story in dict.fromkeys(data.story for data in sets):
        train([data for data in sets if data.story != story])
        for data in sets:
            if data.story == story:
                pools[pool_of(data)].append(show(data))
    for name, held in pools.items():
        if len(held) > 1:
            line(
                f"{name}, pooled", [[pair for pairs in column for pair in pairs] for column in zip(*held, strict=True)]
            )
    train(sets)
    print("none left out (not a measure of what to expect)")
    for data in sets:
        show(data)
    if asked.write:
        made = "Made by training/weaving/fit.py from public development data (training/weaving/README.md)."
        write_as("same_event", chosen["same_event"], f"Whether threads of two reports are one event.\n{made}")
        about = f"Whether an item goes on with a thread of its report (join) or opens one (open).\n{made}"
        write_as("same_thread", chosen["same_thread"], about)


def show(data: Labelled) -> list[Pairs]:
    """A set's figures as a line; gives what they come of."""
    found = told_apart(data)
    line(data.name, found)
    return found


def line(name: str, columns: Sequence[Pairs]) -> None:
    """A line of B-cubed F1."""
    print(f"{name:32} {'  '.join(format(b_cubed(pairs)['f1'], '.3f') for pairs in columns)}", flush=True)


if __name__ == "__main__":
    main()
