"""Numbers on the shape of the source: modules, lines, import circles, complexity, long lines.

python tools/house.py [ROOT]: counts the packages below ROOT/src and ROOT/plugins/*/src (by default of this
checkout).
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from statistics import median

LONG_LINE = 110
COMPLEX = 15


def modules(root: Path) -> dict[str, Path]:
    """Every module by its name."""
    found = {}
    for source in [root / "src", *sorted((root / "plugins").glob("*/src"))]:
        for path in source.rglob("*.py"):
            parts = path.relative_to(source).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path, known: dict[str, Path]) -> set[str]:
    """The modules that `name` imports, inside functions and under TYPE_CHECKING too."""
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    targets = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            targets |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            target = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            for alias in node.names:
                inner = f"{target}.{alias.name}"
                targets.add(inner if inner in known else target)
    return {target for target in targets if target in known} - {name}


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The groups of modules that import one another in a circle (Tarjan's strongly connected components)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    result = []

    def visit(name: str) -> None:
        number[name] = low[name] = len(number)
        stack.append(name)
        for target in graph[name]:
            if target not in number:
                visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], number[target])
        if low[name] == number[name]:
            group = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(group) > 1:
                result.append(sorted(group))

    sys.setrecursionlimit(10_000)
    for name in graph:
        if name not in number:
            visit(name)
    return result


def too_complex(root: Path, most: int) -> list[str]:
    """The functions over the cyclomatic complexity `most`, as ruff counts it."""
    command = [sys.executable, "-m", "ruff", "check", "src", "plugins", "--select", "C901", "--isolated"]
    command += ["--config", f"lint.mccabe.max-complexity={most}", "--output-format", "concise"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return [line for line in done.stdout.splitlines() if "C901" in line]


def main() -> None:
    """Print the numbers."""
    root = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).resolve().parents[1]
    known = modules(root)
    lines = {name: path.read_text("utf-8").splitlines() for name, path in known.items()}
    sizes = {name: len(text) for name, text in lines.items()}
    graph = {name: imports(name, path, known) for name, path in known.items()}
    longest = max(sizes, key=lambda name: sizes[name])
    found = circles(graph)
    print(f"modules                    {len(known)}")
    print(f"lines                      {sum(sizes.values())}")
    print(f"median module              {median(sizes.values()):g}")
    print(f"longest module             {sizes[longest]} ({longest})")
    print(f"modules of at most 40      {sum(size <= 40 for size in sizes.values())}")
    print(f"import circles             {len(found)}")
    for group in found:
        print(f"    {', '.join(group)}")
    print(f"functions over {COMPLEX}          {len(too_complex(root, COMPLEX))}")
    print(f"functions over 12          {len(too_complex(root, 12))}")
    long_lines = sum(len(line) > LONG_LINE for text in lines.values() for line in text)
    print(f"lines over {LONG_LINE} columns     {long_lines}")


if __name__ == "__main__":
    main()
