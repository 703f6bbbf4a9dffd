"""How does a new plugin begin? `python -m gireport.testing.new_plugin gireport-mine` writes its folder.

The files in `template/` are those of a whole format: reader, writer, messages, test.
`plugins/gireport-example` is what they make of the names `gireport-example` and `govlines`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from ..cli.language import choose_language, language, text
from ..errors import GireportError, UsageError, WriteError
from ..model.messages import message
from ..plugins.builtin import gireport_formats
from ..safe.reasons import reason_of

TEMPLATE = Path(__file__).with_name("template")
_MESSAGES = Path(__file__).parents[1] / "messages"
FILES = {
    "pyproject.toml": "pyproject.toml.txt",
    "README.md": "README.md.txt",
    "src/@PACKAGE@/__init__.py": "init.py.txt",
    "src/@PACKAGE@/reader.py": "reader.py.txt",
    "src/@PACKAGE@/writer.py": "writer.py.txt",
    "src/@PACKAGE@/messages.json": "messages.json.txt",
    "src/@PACKAGE@/py.typed": "",
    "tests/test_contract.py": "test_contract.py.txt",
}
"""The path of each file in the new folder → the file of the template; without one it is empty."""
_DISTRIBUTION = re.compile(r"gireport(-[a-z0-9]+)+")
_FORMAT = re.compile(r"[a-z][a-z0-9]*")
PUBLISHED = {
    "gireport-dask": "dask",
    "gireport-libreoffice": "libreoffice doc wps dot wpt rtf uot uof sxw stw sdw wpd wri hwp lwp abw",
    "gireport-local-rules": "local-rules",
    "gireport-pdf": "pdf",
    "gireport-text": "text txt",
    "gireport-web": "web",
    "gireport-xlsx": "xlsx xlsm",
}
"""The plugins that are published with gireport: distribution → the names of its plugin, formats, suffixes."""


def new_plugin(distribution: str, format_name: str = "") -> dict[str, str]:
    """Return the files of a new plugin: path → text.

    `distribution` is the name that pip installs (`gireport-mine`). `format_name` is that of the format, of
    the plugin and of its suffix; by default what stands after `gireport-`, without hyphens.

    Raises:
        UsageError: a name is not of this kind, or gireport, or a plugin that is published with it, has a
            distribution, a format, a suffix or messages of the name.
    """
    if not _DISTRIBUTION.fullmatch(distribution):
        raise UsageError(message("testing.distribution-name", name=distribution))
    if distribution in PUBLISHED:
        raise UsageError(message("testing.distribution-taken", name=distribution))
    name = format_name or distribution.removeprefix("gireport-").replace("-", "")
    taken = {suffix[1:] for one in gireport_formats() for suffix in one.suffixes}
    taken |= {one.name for one in gireport_formats()}
    taken |= set(" ".join(PUBLISHED.values()).split())
    if not _FORMAT.fullmatch(name):
        raise UsageError(message("testing.format-name", name=name))
    if name in taken or (_MESSAGES / f"{name}.json").exists():
        raise UsageError(message("testing.format-taken", name=name))
    names = {"@DISTRIBUTION@": distribution, "@PACKAGE@": distribution.replace("-", "_"), "@FORMAT@": name}
    return {
        _filled(path, names): _filled((TEMPLATE / source).read_text("utf-8"), names) if source else ""
        for path, source in FILES.items()
    }


def _filled(template: str, names: dict[str, str]) -> str:
    for placeholder, name in names.items():
        template = template.replace(placeholder, name)
    return template


def write_plugin(folder: Path, files: dict[str, str]) -> None:
    """Write `files` into the new `folder`.

    Raises:
        WriteError: the folder exists already, or cannot be written.
    """
    try:
        folder.mkdir()
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content, "utf-8", newline="\n")
    except FileExistsError:
        raise WriteError(message("testing.folder-exists"), source=str(folder)) from None
    except OSError as error:
        raise WriteError(
            message("testing.folder-failed", reason=reason_of(error)), source=str(folder)
        ) from None


def main(arguments: Sequence[str]) -> int:
    """Write the plugin that `arguments` name (DISTRIBUTION [FORMAT]) into the current folder.

    Returns the exit status: 0 done, 2 wrong usage, 4 the folder cannot be written.
    """
    choose_language(arguments)
    try:
        if not 1 <= len(arguments) <= 2 or any(one.startswith("-") for one in arguments):
            raise UsageError(message("testing.usage"))
        write_plugin(Path(arguments[0]), new_plugin(*arguments))
    except GireportError as error:
        sys.stderr.write(f"gireport: {error.message(language())}\n")
        return error.exit_status
    sys.stdout.write(f"{text('testing.written', folder=arguments[0])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
