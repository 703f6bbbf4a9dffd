"""gireport plugin: `gireport batch --engine dask` runs a batch on a Dask cluster."""

from __future__ import annotations

from gireport.hooks import Engine, hookimpl, lazy

GIREPORT_API = 1

ENGINE = Engine("dask", "a Dask cluster", lazy("gireport_dask.engine:start"))


@hookimpl
def gireport_engines() -> list[Engine]:
    """The engine of this plugin."""
    return [ENGINE]
