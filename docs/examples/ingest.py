"""What a portal runs at night: a folder of published pages and documents in, JSON, figures and findings out.

    python ingest.py pages/ store/

Each report gives NAME.json, NAME.figures.jsonl and NAME.findings.json in the second folder. The run of the next
night, or the one after a power cut, does only what is new or changed. Exit status: 0 all is in store, 1 something is not.
"""  # noqa: E501

import sys

import gireport

pages, store = sys.argv[1:]
failed, wrong = [], 0
try:
    run = gireport.batch([pages], to="json", out=store, figures=True, findings=True, resume=True)
    for row in run:
        wrong += "error" in row.findings
        if row.error:
            failed.append(f"{row.input}: {row.error}")
except gireport.GireportError as error:  # of the run itself: the disk is full …
    sys.exit(str(error))
print(
    f"{run.total - len(failed)} of {run.total} in store, {run.skipped} as they were, {wrong} with errors in them"  # noqa: E501
)
for line in failed:
    print(line, file=sys.stderr)
sys.exit(1 if failed else 0)
