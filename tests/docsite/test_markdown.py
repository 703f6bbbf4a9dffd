"""A page for GitHub becomes a page for Python-Markdown: lists, comments, drawings, links."""

from __future__ import annotations

import markdown
import pytest

from docsite.links import LinkError, Links
from docsite.markdown import for_the_site
from docsite.reference.text import code, table, words
from docsite.sources import Page, address_of


def rendered(text):
    return markdown.markdown(for_the_site(text, "en"), extensions=["tables", "fenced_code"])


def test_a_list_behind_a_paragraph_is_a_list():
    assert "<li>one</li>" in rendered("These:\n- one\n- two\n")


def test_a_list_in_a_list_is_inside_it():
    html = rendered("- one\n  - inner\n- two\n").replace("\n", "")
    assert html == "<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>"


def test_a_paragraph_of_an_item_stays_in_it():
    html = rendered("1. one\n\n   more\n2. two\n").replace("\n", "")
    assert html == "<ol><li><p>one</p><p>more</p></li><li><p>two</p></li></ol>"


def test_a_comment_is_left_out():
    assert rendered("<!-- given: a.docx = b.json -->\n\ntext\n") == "<p>text</p>"


def test_a_block_keeps_its_language_and_title_alone():
    text = '```console needs="php"\n$ php a.php\n```\n```php title="a.php"\n```\n'
    assert for_the_site(text, "en").splitlines()[::3] == ["```console", '```php title="a.php"']


def test_a_break_between_chinese_characters_is_no_space():
    text = "检查，\n检查\nGI1\n项\n\n```\n检\n查\n```\n"
    assert for_the_site(text, "zh") == "检查，检查\nGI1\n项\n\n```\n检\n查\n```\n"


def test_a_bar_in_code_font_stands_in_its_cell():
    assert "<td><code>a|b</code></td>" in rendered("| x |\n|---|\n| `a\\|b` |\n")


def test_a_flowchart_is_a_table_of_its_arrows():
    text = '```mermaid\nflowchart TD\n    a["a<br/>first"]\n    b["b<br/>second"]\n    a --> b\n```\n'
    assert for_the_site(text, "en").splitlines()[2:] == ["| `a` | first | `b` |", "| `b` | second | — |"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("docs/losses.md", "losses.md"),
        ("docs/zh/losses.md", "losses.md"),
        ("plugins/gireport-web/README.md", "plugins/gireport-web.md"),
        ("README.md", "index.md"),
        ("src/gireport/__init__.py", None),
    ],
)
def test_a_file_is_the_page_that_it_is(path, address):
    assert address_of(path) == address


def link(origin, target, language="en", own=()):
    page = Page(address_of(origin), f"[x]({target})", origin)
    return Links(language, ("losses.md", "plugins/gireport-web.md"), own).rewritten(page)[4:-1]


def test_a_link_leads_to_the_page_in_the_same_language():
    assert link("docs/zh/explanation/laws.md", "../../losses.md") == "../losses.md"
    assert link("docs/batch.md", "../plugins/gireport-web/README.md#api") == "plugins/gireport-web.md#api"
    assert link("plugins/gireport-web/README.md", "../../docs/losses.md") == "../losses.md"


def test_an_anchor_of_an_english_page_is_none_of_the_chinese_page_in_its_place():
    assert link("docs/batch.md", "losses.md#content", "zh", own={"losses.md"}) == "losses.md"
    assert link("docs/zh/batch.md", "../losses.md#content", "zh", own={"losses.md"}) == "losses.md"
    assert link("docs/zh/batch.md", "losses.md#内容", "zh", own={"losses.md"}) == "losses.md#内容"
    assert link("docs/batch.md", "losses.md#content", "zh") == "losses.md#content"


def test_a_link_to_another_file_leads_to_a_copy_of_it():
    assert link("docs/batch.md", "../pyproject.toml") == "files/pyproject.toml"


def test_a_link_to_nothing_is_an_error():
    with pytest.raises(LinkError, match=r"docs/batch\.md: the link to gone\.md leads to nothing"):
        link("docs/batch.md", "gone.md")


def test_a_link_in_code_is_no_link():
    page = Page("a.md", "`[x](gone.md)`\n```\n[x](gone.md)\n```", "docs/a.md")
    assert Links("en", (), ()).rewritten(page) == page.text


def test_texts_stand_for_themselves():
    assert words("a*b [c] <d> `e*`") == "a\\*b \\[c\\] &lt;d> `e*`"
    assert code("a`b") == "`` a`b ``"
    assert "a\\|b" in table(["x"], [["a|b"]])
