"""`docs/benchmarks.png`: time against size on logarithmic axes, one line for each program."""

from __future__ import annotations

from pathlib import Path

import matplotlib

from bench.page import OURS
from bench.results import Results, median

matplotlib.use("Agg")
from matplotlib import pyplot

_PANELS = (("reports", "reports in one .docx"), ("rows", "rows of one table in a .docx"))
_COLOURS = {
    "floor": "#888888",
    "pandoc": "#d55e00",
    "mammoth": "#cc79a7",
    "markitdown": "#009e73",
    "docling": "#56b4e9",
    "docling-rs": "#e69f00",
    "LibreOffice": "#8c6d31",
}
"""Colours that people with colour-blindness tell apart (Okabe and Ito)."""
_MARKS = dict(zip((OURS, *_COLOURS), "os^vD<>Px", strict=False))


def plot(results: Results, path: Path) -> None:
    """Write the picture to `path`."""
    figure, panels = pyplot.subplots(1, 2, figsize=(10, 4.6), sharey=True, layout="constrained")
    for axes, (table, title) in zip(panels, _PANELS, strict=True):
        rows = results.of(table)
        for name in dict.fromkeys(name for row in rows for name in row.samples):
            points = [(row.size, median(row.samples[name])) for row in rows if name in row.samples]
            ours = name.startswith(OURS)
            axes.plot(
                *zip(*points, strict=True),
                label=name,
                color="#0072b2" if ours else _COLOURS.get(name, "#000000"),
                marker=_MARKS.get(name, "."),
                markersize=5,
                linewidth=2.4 if ours else 1.2,
                linestyle=":" if name == "floor" else "--" if ours and name != OURS else "-",
                zorder=3 if ours else 2,
            )
        axes.set(xscale="log", yscale="log", xlabel=title)
        axes.grid(visible=True, which="major", color="#dddddd", linewidth=0.6)
    panels[0].set_ylabel("seconds, whole process (median)")
    figure.suptitle("docx → html: time against size")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside right center", frameon=False)
    figure.savefig(path, dpi=110, metadata={"Software": None})
    pyplot.close(figure)
