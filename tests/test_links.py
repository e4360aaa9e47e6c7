"""The link checker finds what is broken in a finished site, wherever it stands, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.links import broken_links, quickly, read


def site(root: Path, **files: str) -> Path:
    """A site of these files; `en__lamp_html` names `en/lamp.html`."""
    for name, text in files.items():
        folder, _, file = name.rpartition("__")
        path = root / folder.replace("__", "/") / ".".join(file.rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


WHOLE = """<link rel="stylesheet" href="../lamp.css"><link rel="canonical" href="https://light.example/en/lamp.html">
<h1 id="lamp">Lamp</h1> <a href="">here</a> <a href="#lamp">up</a> <a href="#top">top</a> <a href="?q=1#lamp">same</a>
<a href="../zh/keeper.html#%E7%87%88">keeper</a> <a href="../zh/keeper.html#:~:text=light">words</a>
<a href="https://else.example/x">elsewhere</a> <a href="mailto:keeper@light.example">mail</a>
<a href="https://light.example/zh/keeper.html#燈">by its whole address</a> <img src="data:image/png;base64,AA==">
<script type="application/json">{"href": "<a href='none.html'>"}</script> <!-- <a href="none.html"> -->
<img src="../my%20lamp.svg" srcset="../my%20lamp.svg 1x, ../my%20lamp.svg 2x"><a name="old"></a><a href="#old">old</a>
"""


def test_whole_site_has_no_problem(tmp_path: Path) -> None:
    files = {
        "en__lamp_html": WHOLE,
        "zh__keeper_html": '<p id="燈">光</p><a href="../en/lamp.html#lamp">燈</a>',
        "lamp_css": "/* url(none.png) */ p { background: url('my%20lamp.svg'); fill: url(#local) }",
        "my lamp_svg": '<svg xmlns="http://www.w3.org/2000/svg"><a href="none.html"/></svg>',
    }
    assert broken_links(site(tmp_path, **files), "https://light.example") == []


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ('<a href="none.html">', "none.html: no such file"),
        ('<div><a\nhref="none.html">raw</a></div>', "none.html: no such file"),
        ('<a href="../Keeper.html">', "../Keeper.html: no such file"),
        ('<a href="../keeper.html#none">', "../keeper.html#none: no such anchor"),
        ('<a href="#none">', "#none: no such anchor"),
        ('<a href="https://light.example/none.html">', "https://light.example/none.html: no such file"),
        ('<a href="../">', "../: names a folder, and fails without a server"),
        ('<a href="../en">', "../en: names a folder, and fails without a server"),
        ('<a href="../../out.html">', "../../out.html: no such file"),
        ('<a href="/keeper.html">', "/keeper.html: begins at the host, and fails where the site stands in a folder"),
        ('<a href="javascript:alert(1)">', "javascript:alert(1): is of a kind that is not allowed"),
        ('<a href="file:///etc/passwd">', "file:///etc/passwd: is of a kind that is not allowed"),
        ('<a href="http://[oops">', "http://[oops: is no address"),
        ('<img src="none.png">', "none.png: no such file"),
        ('<img srcset="none.png 2x">', "none.png: no such file"),
        ('<img src="https://else.example/x.png">', "https://else.example/x.png: is fetched from a foreign host"),
        ('<script src="//else.example/x.js">', "//else.example/x.js: is fetched from a foreign host"),
        ('<link rel="icon" href="https://else.example/i">', "https://else.example/i: is fetched from a foreign host"),
        ('<svg><use xlink:href="none.svg#x"/></svg>', "none.svg#x: no such file"),
        ('<object data="none.svg">', "none.svg: no such file"),
        ("<style>p{}</style>", "an inline <style>, which the security policy forbids"),
        ("<script>1</script>", "an inline <script>, which the security policy forbids"),
        ('<p style="color:red">', "<p> has an inline style, which the security policy forbids"),
        ('<p onclick="x()">', "<p> has an inline onclick, which the security policy forbids"),
        ('<p id="a"></p><p id="a">', 'the id "a" stands twice'),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, markup: str, fault: str) -> None:
    files = {"en__lamp_html": f"<h1>Lamp</h1>\n{markup}", "keeper_html": '<p id="here">'}
    assert broken_links(site(tmp_path, **files), "https://light.example") == [f"en/lamp.html:2: {fault}"]


def test_styles_and_drawings_load_only_what_is_there(tmp_path: Path) -> None:
    files = {
        "a_css": '@import "none.css";\np { background: url(none.png) }\nq { src: url("https://else.example/f") }',
        "b_svg": '<svg><image href="none.png"/></svg>',
    }
    assert broken_links(site(tmp_path, **files)) == [
        "a.css:1: none.css: no such file",
        "a.css:2: none.png: no such file",
        "a.css:3: https://else.example/f: is fetched from a foreign host",
        "b.svg:1: none.png: no such file",
    ]


MARKUP = """
    <p> </p> <P\tid="a"> <a_href="x.html"> <a_href='x.html'> <a_href=x> <img_src="i.png"/> <br> <br/> < > " ' = & &amp;
    <!-- --> -- <!doctype_html> <script> </script> <script_src="s.js"> <script_src="s.js"/> <style> </style> x.html &lt;
    <link_rel="icon"_href="i"> <a_id="b"_ID="c"> <i_onclick="f()"_style="s"> <a_href="&amp;?#"> <p_id> <? <![CDATA[ ]]>
"""


@given(st.lists(st.sampled_from([*MARKUP.split(), "\n"]), max_size=9))
def test_plain_markup_is_read_as_any_is(words: list[str]) -> None:
    """What the quick reader takes upon itself, it reads as HTML's own reader does."""
    markup = "".join(words).replace("_", " ")
    assert quickly(markup) in (None, read(markup))
