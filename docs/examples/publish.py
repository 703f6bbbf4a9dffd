"""What an editor runs before a report goes online: check it, then make what the site's CMS takes in.

    python publish.py 年报.docx 发布/

Where a check finds an error nothing is written, and the errors are told in Chinese. Else the folder holds

- `content.html`, the text for the CMS's editor: no head, no scripts, no style sheet;
- `pictures/`, the pictures that it shows, and `report.docx`, for readers to download: no tracked changes, no comments;
- `meta.json`, under the names that government sites give their pages (国办发〔2017〕47号).

Exit status: 0 published, 1 the report is wrong, 3 it cannot be read, 4 the folder cannot be written.
"""  # noqa: E501

import json
import sys
from base64 import b64encode
from mimetypes import guess_extension
from pathlib import Path

import gireport
from gireport.statutory import facts

SEVERITY = {"error": "错误", "warning": "警告", "info": "提示"}

source, out = Path(sys.argv[1]), Path(sys.argv[2])
losses = gireport.Losses()
try:
    report = gireport.read(source, losses=losses)
except gireport.GireportError as error:
    print(f"读不了：{error}", file=sys.stderr)
    sys.exit(3)

findings = gireport.check(report)
for one in findings:
    print(SEVERITY[one.severity], one.code, f"{one.place()}：{one.message()}")
if any(one.severity == "error" for one in findings):
    sys.exit("请改正错误后再发布。")
for loss in losses:
    if loss.severity == "content":  # a comment, a page header, text that a tracked change deletes …
        print("未保留", loss.code, loss.where, f"{loss.count} 处")

try:
    (out / "pictures").mkdir(parents=True, exist_ok=True)
    html = gireport.write(report, "html", fragment=True).decode()
    for name, picture in report.resources.items():
        file = f"pictures/{name[:16]}{guess_extension(picture.media_type) or ''}"
        (out / file).write_bytes(picture.data)
        # The fragment holds its pictures as data: addresses; a CMS wants files.
        html = html.replace(f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}", file)
    (out / "content.html").write_text(html, "utf-8")
    (out / "report.docx").write_bytes(gireport.write(report, "docx"))
    # What the metadata, the title and the signature say; the day of publishing the CMS knows.
    known = facts(report)
    stated = {"ArticleTitle": known.title, "ContentSource": known.organ, "成文日期": known.signed}
    meta = {name: str(fact.value) for name, fact in stated.items() if fact}
    meta |= {"Keywords": ",".join(report.meta.keywords), "Description": report.meta.description or ""}
    (out / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=2), "utf-8")
except OSError as error:
    print(f"写不了：{error}", file=sys.stderr)
    sys.exit(4)
