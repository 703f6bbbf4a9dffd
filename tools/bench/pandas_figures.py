"""What an analyst would write: the cells of all tables of a folder of pages in one Parquet file, by pandas.

python pandas_figures.py FOLDER OUT
"""

import io
import sys
from pathlib import Path

import pandas

frames = [
    table.astype(str).melt(ignore_index=False).astype(str)
    for page in sorted(Path(sys.argv[1]).iterdir())
    for table in pandas.read_html(io.StringIO(page.read_text("utf-8")), header=None)
]
pandas.concat(frames).to_parquet(sys.argv[2])
