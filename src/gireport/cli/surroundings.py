"""What does gireport work with on this machine? Python, packages, plugins, fonts, the terminal, the disk."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib import metadata

from ..model.messages import message
from ..plugins.registry import Registry
from ..plugins.values import Condition
from ..safe.reasons import reason_of
from ..style import GBT9704
from ..version import __version__
from .language import language

EXTRAS = {"parquet": "pyarrow", "remote": "fsspec"}
"""An extra that people use → its package; the other extras are for tests and for developers."""
LEAST_FREE = 256 * 2**20
"""Bytes that the folder for temporary files should have: for a document, and the profile of LibreOffice."""
SECONDS = 20.0
"""How long `fc-list` may take."""
_REQUIREMENT = re.compile(
    r"""([\w.-]+)(?:\[.*?\])?\s*(?:>=\s*([\w.]+))?\s*(?:;\s*extra == ["'](\w+)["'])?$"""
)


def surroundings(book: Registry) -> Iterator[tuple[str, Condition]]:
    """Everything that gireport and its plugins work with, each with the name of the plugin that says so (an
    empty text for gireport itself).
    """
    distributions = ["gireport", *(one.distribution for one in book.plugins[1:] if one.state == "loaded")]
    own = (_program(), _bytecode(), *_packages(distributions), *_fonts(), _terminal(), _temporary_files())
    yield from (("", one) for one in (*own, *_plugins(book)))
    yield from book.conditions()


def _program() -> Condition:
    where = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    version = ".".join(map(str, sys.version_info[:3]))
    facts = {"version": __version__, "folder": where, "python": version, "program": sys.executable}
    return Condition("gireport", "ok", message("doctor.program", **facts))


def _bytecode() -> Condition:
    """Whether the modules of gireport are there as byte code: without it each start compiles them again."""
    ours = [module for name, module in sys.modules.items() if name.partition(".")[0] == "gireport"]
    files = [spec.cached for module in ours if (spec := module.__spec__) and spec.cached]
    missing = [file for file in files if not os.path.exists(file)]
    if not missing:
        return Condition("bytecode", "ok", message("doctor.bytecode", count=len(files)))
    what = message("doctor.no-bytecode", count=len(missing))
    if sys.dont_write_bytecode:
        return Condition("bytecode", "absent", what, message("doctor.bytecode-off"))
    return Condition("bytecode", "absent", what, message("doctor.bytecode-closed", program=sys.executable))


# --- packages -----------------------------------------------------------------------------------------


def _packages(distributions: Iterable[str]) -> Iterator[Condition]:
    """What `distributions` need and have; an extra of gireport that is not installed is told as absent."""
    good: dict[str, str] = {}
    for distribution in dict.fromkeys(distributions):
        for requirement in _requirements_of(distribution):
            known = _REQUIREMENT.match(requirement)
            if known is None or (known[3] and EXTRAS.get(known[3]) != known[1]):
                continue
            name, least, extra = known[1], known[2] or "0", known[3]
            version = _version_of(name)
            facts = {"name": name, "least": least, "version": version, "by": distribution, "extra": extra}
            if version is None and extra:
                what = message(f"doctor.no-{extra}", name=name)
                yield Condition(name, "absent", what, message("doctor.install-extra", extra=extra))
            elif version is None:
                what = message("doctor.no-package", **facts)
                yield Condition(name, "broken", what, message("doctor.install", by=distribution))
            elif _numbers(version) < _numbers(least):
                what = message("doctor.old-package", **facts)
                yield Condition(name, "broken", what, message("doctor.install", by=distribution))
            else:
                good[name] = version
    names = tuple(f"{name} {version}" for name, version in good.items() if not name.startswith("gireport"))
    yield Condition("packages", "ok", message("doctor.packages", names=names))


def _requirements_of(distribution: str) -> list[str]:
    """What `distribution` needs; nothing is known of a folder of modules that was not installed."""
    try:
        return metadata.requires(distribution) or []
    except metadata.PackageNotFoundError:
        return []


def _version_of(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _numbers(version: str) -> list[int]:
    """The release of `version`: [8, 2] for 8.2.0rc1."""
    numbers = [int(one) for one in re.findall(r"\d+", re.split(r"[^\d.]", version)[0])]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers


def _plugins(book: Registry) -> Iterator[Condition]:
    for one in book.plugins[1:]:
        facts = {"name": one.name, "distribution": one.distribution, "version": one.version}
        if one.state == "refused":
            what = message("doctor.plugin-refused", reason=one.reason, **facts)
            yield Condition("plugin", "broken", what, message("doctor.plugin-advice", **facts))
        else:
            state = message(f"cli.state-{one.state}")
            yield Condition("plugin", "ok", message("doctor.plugin", state=state, **facts))


# --- fonts, terminal, disk -----------------------------------------------------------------------------


def _fonts() -> Iterator[Condition]:
    """The fonts of the house style of GB/T 9704, or what may stand for each: what a PDF or a page shows."""
    families = _families()
    if not families:
        yield Condition("fonts", "absent", message("doctor.no-fc-list"), message("doctor.fc-list-advice"))
        return
    found, missing = [], []
    for font in dict.fromkeys(style.font for style in GBT9704.styles.values()):
        own = next((name for name in font.stack if name in families), None)
        if own is None:
            missing.append(font.name)
        else:
            found.append(font.name if own == font.name else f"{font.name} → {own}")
    if found:
        yield Condition("fonts", "ok", message("doctor.fonts", names=tuple(found)))
    if missing:
        what = message("doctor.no-fonts", names=tuple(missing))
        yield Condition("fonts", "absent", what, message("doctor.fonts-advice"))


def _families() -> set[str]:
    """The names of the fonts that are installed, as fontconfig lists them; none where it cannot be asked."""
    program = shutil.which("fc-list")
    if program is None:
        return set()
    command = [program, ":", "family"]
    try:
        listed = subprocess.run(  # noqa: S603
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return set()
    lines = listed.stdout.decode("utf-8", "replace").splitlines()
    return {name.strip() for line in lines for name in line.split(",")} - {""}


def _terminal() -> Condition:
    facts = {"language": language(), "encoding": sys.stdout.encoding}
    try:
        "年报".encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        what = message("doctor.terminal-narrow", **facts)
        return Condition("terminal", "absent", what, message("doctor.terminal-advice"))
    return Condition("terminal", "ok", message("doctor.terminal", **facts))


def _temporary_files() -> Condition:
    try:
        folder = tempfile.gettempdir()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        what = message("doctor.no-temporary", reason=reason_of(error))
        return Condition("temporary-files", "broken", what, message("doctor.temporary-advice"))
    what = message("doctor.temporary", folder=folder, free=free // 2**20)
    if free < LEAST_FREE:
        return Condition("temporary-files", "broken", what, message("doctor.temporary-advice"))
    return Condition("temporary-files", "ok", what)
