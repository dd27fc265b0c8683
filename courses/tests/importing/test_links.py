import pytest

from courses.importing import links


def rewritten(text):
    return links.rewrite(text, lambda target: None if target == "same" else "" if target == "gone" else f"<{target}>")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("[a](b)", "[a](<b>)"),
        ('![a](b "c") and [d](e(f)g)', '![a](<b> "c") and [d](<e(f)g>)'),
        ("[a](<b c>)", "[a](<b c>)"),
        ("[![a](b)](c)", "[![a](<b>)](<c>)"),
        ("[a [b] c](d)", "[a [b] c](<d>)"),
        ("[words](gone) stay", "words stay"),
        ('[a](same "t")', '[a](same "t")'),
        ("`[a](b)` [c](d) ``[e](f) ` [g](h)``", "`[a](b)` [c](<d>) ``[e](f) ` [g](h)``"),
        ("```\n[a](b)\n```\n[c](d)", "```\n[a](b)\n```\n[c](<d>)"),
        ("~~~~ py\n[a](b)\n~~~\n[c](d)\n~~~~\n[e](f)", "~~~~ py\n[a](b)\n~~~\n[c](d)\n~~~~\n[e](<f>)"),
        ("```\n[a](b) never closed", "```\n[a](b) never closed"),
        ("[a]: b\n[c]: same", "[a]: <b>\n[c]: same"),
        ("""<img src="a&amp;b"> <a href='c'>""", """<img src="&lt;a&amp;b&gt;"> <a href='&lt;c&gt;'>"""),
        ("[<img src='a'> b](c)", "[<img src='&lt;a&gt;'> b](<c>)"),
    ],
)
def test_targets_are_rewritten_where_markdown_has_them(text, result):
    assert rewritten(text) == result


def test_prose_is_without_code_and_addresses():
    assert links.prose("a `b` <https://c.example.com/?on=d> <e f='g'>\n```\nh\n```\n") == "a   <e f='g'>\n"


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("../images/a%20b.png", "images/a b.png"),
        ("./c.md#part", "lessons/c.md"),
        ("./images/../../images/d.png", "images/d.png"),
        ("../../outside.md", None),
        ("https://example.com/e.png", None),
        ("//example.com/e.png", None),
        ("/absolute", None),
        ("#part", None),
        ("mailto:a@example.com", None),
    ],
)
def test_a_relative_link_means_a_file_of_the_course(target, path):
    assert links.path_of(target, base="lessons") == path
