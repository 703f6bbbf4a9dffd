"""Side by side in one run: bases that the types of the report model could have (decision record 0012).

Two tables. The start: milliseconds of processor time for the import of the base after lxml, and for the
definition of one class. The work: nanoseconds of one operation. The bases take turns; each number is the
minimum. attrs is no dependency of ours; its column is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import timeit
from pathlib import Path
from types import ModuleType

from bench_base_own import Slots, Tuple

# What each base imports, and its three types in its own words.
TYPES = [
    ("Text", "text: str", "marks: tuple = ()", "link: str | None = None"),
    ("Cell", "content: tuple = ()", "colspan: int = 1", "rowspan: int = 1"),
    ("Paragraph", "content: tuple = ()", "align: str | None = None"),
]
ROOT = Path(__file__).resolve().parent
BASES = {
    "msgspec.Struct": (
        "from msgspec import Struct\nfrom msgspec.structs import replace",
        "",
        "Struct, frozen=True",
    ),
    "dataclass": ("from dataclasses import dataclass, replace", "@dataclass(slots=True, frozen=True)", ""),
    "attrs": ("from attr import define, evolve as replace", "@define(slots=True, frozen=True)", ""),
    "NamedTuple": (
        "from typing import NamedTuple\ndef replace(x, **new): return x._replace(**new)",
        "",
        "NamedTuple",
    ),
    "own, slots": ("from bench_base_own import Slots, replace", "", Slots.__name__),
    "own, tuple": ("from bench_base_own import Tuple, replace", "", Tuple.__name__),
}
OPERATIONS = {
    "Text, positional": 'Text("总体情况", (), None)',
    "Text, one field": 'Text("总体情况")',
    "Text, keywords": 'Text(text="总体情况", marks=marks)',
    "Paragraph": "Paragraph(texts)",
    "Cell, positional": "Cell(blocks, 2, 1)",
    "Cell, keywords": "Cell(content=blocks, colspan=2)",
    "read a field": "one.text",
    "equal": "cell == same",
    "different": "cell == other",
    "another type": "one == paragraph",
    "hash": "hash(cell)",
    "replace": "replace(one, marks=marks)",
}
VALUES = """
marks = ("bold",)
one = Text("总体情况", marks)
texts = (one, Text("2023年"))
paragraph = Paragraph(texts, "right")
blocks = (paragraph, Paragraph(texts))
cell, same, other = Cell(blocks, 2), Cell((Paragraph(texts, "right"), Paragraph(texts)), 2), Cell((), 2)
"""
START = """
import gc, sys, time
import lxml.etree
sys.path.insert(0, {folder!r})
sys.modules["types_of_the_model"] = sys
gc.disable()
imports, classes = compile({imports!r}, "a", "exec"), compile({classes!r}, "b", "exec")
scope = {{"__name__": "types_of_the_model"}}
begin = time.process_time()
exec(imports, scope)
between = time.process_time()
exec(classes, scope)
print(between - begin, (time.process_time() - between) / {count})
"""
COPIES = 20
LOOPS = 500  # few, so that some turn runs without another process between


def source(base: str, count: int = 1) -> str:
    """The source of the three types with `base`; the classes stand there `count` times."""
    imports, decorator, parent = BASES[base]
    lines = [imports]
    for _ in range(count):
        for name, *fields in TYPES:
            lines += [decorator, f"class {name}({parent}):", *(f"    {field}" for field in fields)]
    return "\n".join(lines) + "\n"


def start(base: str, runs: int) -> tuple[float, float]:
    """Milliseconds of the import of `base` after lxml, and of the definition of one class."""
    imports = source(base, 0)
    classes = source(base, COPIES).removeprefix(imports)
    code = START.format(folder=str(ROOT), imports=imports, classes=classes, count=COPIES * len(TYPES))
    results = []
    for _ in range(runs):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        results.append([1000 * float(word) for word in done.stdout.split()])
    return min(first for first, _ in results), min(second for _, second in results)


def work(scopes: dict[str, dict[str, object]], statement: str, turns: int) -> dict[str, float]:
    """Base → nanoseconds of `statement`."""
    timers = {base: timeit.Timer(statement, globals=scope) for base, scope in scopes.items()}
    best = dict.fromkeys(timers, float("inf"))
    for _ in range(10 * turns):
        for base, timer in timers.items():
            best[base] = min(best[base], timer.timeit(LOOPS) / LOOPS * 1e9)
    return best


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=30)
    turns = parser.parse_args().turns
    bases = [base for base in BASES if base != "attrs" or importlib.util.find_spec("attr")]
    print("| milliseconds | " + " | ".join(bases) + " |")
    print("|---" * (len(bases) + 1) + "|")
    starts = {base: start(base, turns) for base in bases}
    for row, name in enumerate(("import, after lxml", "definition of one class")):
        print(f"| {name} | " + " | ".join(f"{starts[base][row]:.3f}" for base in bases) + " |")
    scopes = {}
    for base in bases:
        module = ModuleType(base)
        sys.modules[base] = module
        exec(source(base) + VALUES, module.__dict__)
        scopes[base] = module.__dict__
    print("\n| nanoseconds | " + " | ".join(bases) + " |")
    print("|---" * (len(bases) + 1) + "|")
    for name, statement in OPERATIONS.items():
        best = work(scopes, statement, turns)
        print(f"| {name} | " + " | ".join(f"{best[base]:.0f}" for base in bases) + " |")


if __name__ == "__main__":
    main()
