"""Measures how well dumps of published pages are read, by their shape and by the effects of extraction.

    python tools/dump_rates.py [--dumps N] [--markdown] [--features] [--show OUTCOME]

The dumps are generated with known figures (plugins/gireport-text/tests/page_dumps), the same ones for the
same N. A figure is right; reported (not read, and a loss or a finding names its place);
differs-reported (another number was read, and a loss names its place); wrong; or silent (not read and not
reported). The last three columns must be 0.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "plugins" / "gireport-text" / "tests"))

from page_dumps.recipes import many  # noqa: E402
from page_dumps.scoring import OUTCOMES, Rates, Score, score  # noqa: E402


def show(number: int, shape: str, one: Score, outcome: str) -> None:
    """Print a few keys of one dump with that outcome, and the losses."""
    keys = [*one.keys(outcome), *(one.invented if outcome == "wrong" else ())]
    if keys:
        print(f"dump {number} ({shape}): {len(keys)} {outcome}: {', '.join(keys[:4])}")
        for loss in one.losses[:3]:
            print(f"    {loss.code}: {loss.where}: {loss.detail}")


def table(title: str, rates: dict[str, Rates]) -> None:
    """Print one table of rates."""
    print(f"\n| {title} | dumps | {' | '.join(OUTCOMES)} | right | organ | year |")
    print("|---|" + "---:|" * (len(OUTCOMES) + 4))
    for name, one in rates.items():
        counts = " | ".join(f"{one.counts[outcome]:,}" for outcome in OUTCOMES)
        share = one.counts["right"] / max(one.counts.total(), 1)
        print(f"| {name} | {one.dumps} | {counts} | {share:.2%} | {one.organs} | {one.years} |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dumps", type=int, default=2000)
    parser.add_argument("--markdown", action="store_true", help="write each dump as a .md file")
    parser.add_argument("--features", action="store_true", help="print a second table, by feature")
    parser.add_argument("--show", choices=OUTCOMES, help="name the dumps that have figures of this outcome")
    given = parser.parse_args()
    shapes: dict[str, Rates] = {}
    features: dict[str, Rates] = {}
    whole = Rates()
    start = time.perf_counter()
    for number, dump in enumerate(many(given.dumps)):
        one = score(dump, ".md" if given.markdown else ".txt")
        whole.add(one)
        shapes.setdefault(dump.recipe.shape, Rates()).add(one)
        for name in sorted(dump.recipe.features):
            features.setdefault(name, Rates()).add(one)
        if given.show:
            show(number, dump.recipe.shape, one, given.show)
    table("shape (.md)" if given.markdown else "shape", {**shapes, "all": whole})
    if given.features:
        table("feature", dict(sorted(features.items())))
    print(f"\n{given.dumps} dumps in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
