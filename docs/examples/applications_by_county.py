# %% [markdown]
# # How many applications did each county receive?
#
# Every county publishes an annual report on government-information disclosure. Row 一 of the table in its section 三 says how  # noqa: E501
# many applications came in: 本年新收政府信息公开申请数量. This walk goes from a folder of such reports to a chart.  # noqa: E501
#
# It needs `pip install 'gireport[examples]'`. Put the reports (.docx, .odt, saved web pages …) into a folder `reports`  # noqa: E501
# and run the cells in turn, or all of them: `python applications_by_county.py`.

# %%
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager

import gireport
from gireport.statutory import all_rows, write_parquet

# %% [markdown]
# ## 1. From the reports to one table of figures
#
# Each report has about 200 figures. Each becomes a row: whose report, of which year, which figure, its value. The file  # noqa: E501
# `figures.parquet` is worth keeping: every other question starts from it. What cannot be read is said here, and is not in  # noqa: E501
# the chart, so look at what is printed. (The same without Python: `gireport data reports/* --to parquet --out figures.parquet`.)  # noqa: E501


# %%
def reports(folder: str) -> Iterator[tuple[str, gireport.Report]]:
    """The name of each report in the folder, and the report."""
    for file in sorted(Path(folder).iterdir()):
        try:
            yield file.name, gireport.read(file)
        except gireport.GireportError as error:
            print("left out:", error)


with Path("figures.parquet").open("wb") as out:
    write_parquet(all_rows(reports("reports")), out)
figures = pd.read_parquet("figures.parquet")
print(len(figures), "figures of", figures.source.nunique(), "reports")

# %% [markdown]
# ## 2. The figure that we ask for
#
# A figure has the same key in every report, though the form was changed in 2021 (`docs/figures.md` lists the keys):  # noqa: E501
# `applications` is the table, `received` the row, `total` the column 总计.
#
# A value that is missing is not zero. Where a cell was left blank or holds words, `value` is empty, and `raw` is what stands there.  # noqa: E501

# %%
received = figures[figures.key == "applications.received.total"].copy()
missing = received[received.value.isna()]
print("without a number:", *zip(missing.source, missing.state, missing.raw, strict=True))

# %% [markdown]
# ## 3. By county and year
#
# The report names its organ: 云岭市青溪县人民政府, or 青溪县人民政府办公室. The county is the part up to 县, 区, 市 or 旗, without  # noqa: E501
# the province and the city before it. `pivot` stops with an error where a county has two reports for one year: look at both, and  # noqa: E501
# take one out of the folder.

# %%
COUNTY = r"^(?:.+?(?:省|自治区|盟))?(?:.+?(?:市|州(?!市)))?(.+?[县区市旗])"
received["county"] = received.organ.astype(str).str.extract(COUNTY, expand=False)
unplaced = received[received.county.isna() | received.year.isna()]
print("no county or no year:", *unplaced.source)
table = (
    received.drop(unplaced.index).astype({"year": int}).pivot(index="county", columns="year", values="value")
)
table = table.sort_values(table.columns[-1], na_position="first")
table.to_csv("applications_by_county.csv", encoding="utf-8-sig")  # the mark that Excel wants
print(table)

# %% [markdown]
# ## 4. The chart
#
# Counties stand in the order of the last year, the most at the top. Where there is no figure the chart says 无数据 and  # noqa: E501
# draws no bar.

# %%
FONTS = ["Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "SimHei"]  # Linux, Windows, macOS
installed = set(font_manager.get_font_names())
plt.rcParams["font.family"] = [name for name in FONTS if name in installed] or "sans-serif"
plt.rcParams["svg.fonttype"] = "none"  # text in the .svg stays text

figure, axes = plt.subplots(figsize=(8, 1 + 0.25 * table.size), layout="constrained")
table.fillna(0).plot.barh(ax=axes, width=0.8)
for bars, year in zip(axes.containers, table.columns, strict=True):
    labels = ["无数据" if pd.isna(value) else f"{value:.0f}" for value in table[year]]
    axes.bar_label(bars, labels, padding=3, fontsize=8)
axes.set(title="各县（市、区）本年新收政府信息公开申请数量", xlabel="单位：件", ylabel="")
axes.spines[["top", "right"]].set_visible(False)
handles, labels = axes.get_legend_handles_labels()
axes.legend(handles[::-1], [f"{label}年" for label in labels[::-1]], loc="lower right", frameon=False)
for suffix in ("png", "svg"):
    figure.savefig(f"applications_by_county.{suffix}", dpi=150)
