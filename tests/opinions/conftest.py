"""The reports that other programs are shown: the seed, the fixtures, everything a report can hold, and
any.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

import gireport
from gireport.model import Report, decode, encode
from gireport.plugins.registry import Registry
from gireport.testing.strategies import reports as any_report
from support.samples import RICH

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seed" / "sishui-2023.txt"
GENERATED = 20
DRAWN = Path(__file__).with_name("drawn.jsonl.gz")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Other programs start slowly, and one fixture waits for all of their work."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(600))


def fixtures() -> dict[str, Report]:
    """The two reports of `fixtures/`, and the seed where it and the plugin that reads it are there."""
    found = {
        path.stem: decode(path.read_bytes()) for path in sorted((ROOT / "fixtures/reports").glob("*.json"))
    }
    if SEED.is_file() and any(format_.name == "text" for format_ in Registry().formats):
        found["seed"] = gireport.read(SEED, "text")
    return found


def generated() -> dict[str, Report]:
    """What Hypothesis drew once (`draw`): the same reports for every worker, version and change of our
    source.
    """
    lines = gzip.decompress(DRAWN.read_bytes()).splitlines()
    return {f"any{number}": decode(line) for number, line in enumerate(lines)}


def draw() -> None:
    """Write the file of drawn reports anew. No test does: a new draw may meet what LibreOffice does of its
    own.

    From the root of the checkout: `PYTHONPATH=tests/opinions:tests python -c "import conftest;
    conftest.draw()"`.
    """
    lines = [
        json.dumps(json.loads(encode(_drawn(number))), ensure_ascii=False) for number in range(GENERATED)
    ]
    DRAWN.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def _drawn(number: int) -> Report:
    found: list[Report] = []

    @seed(number)
    @settings(
        max_examples=3,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(any_report())
    def collect(report: Report) -> None:
        found.append(report)

    collect()
    return max(found, key=lambda report: len(report.body))


@pytest.fixture(scope="session")
def shown() -> dict[str, Report]:
    """Every report by its name."""
    return {**fixtures(), "rich": RICH, **generated()}
