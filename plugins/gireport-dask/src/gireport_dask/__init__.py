"""gireport plugin: `gireport batch --engine dask` runs a batch on a Dask cluster."""

from __future__ import annotations

from pathlib import Path

from gireport.hooks import Engine, hookimpl, lazy
from gireport.model.messages import add_catalogue

GIREPORT_API = 1

add_catalogue("dask", Path(__file__).with_name("messages.json"))

ENGINE = Engine("dask", "a Dask cluster", lazy("gireport_dask.engine:start"))


@hookimpl
def gireport_engines() -> list[Engine]:
    """The engine of this plugin."""
    return [ENGINE]
