from acg.shared.rich_text import markdown_to_html, sanitise


def test_links_within_a_text_find_its_headings():
    html = markdown_to_html(
        "[up](#what-is-it) [so](#what-is-it-1) [ß](#gr%C3%B6%C3%9Fe)\n\n# What `is` it?\n\n## What is it\n\n## Größe"
    )
    assert 'href="#text-what-is-it"' in html
    assert 'href="#text-what-is-it-1"' in html
    assert '<h1 id="text-what-is-it">' in html
    assert '<h2 id="text-what-is-it-1">' in html
    assert '<h2 id="text-größe">' in html


def test_no_id_of_a_text_is_one_of_the_page():
    assert sanitise('<h2 id="main">x</h2><p id="main">y</p>') == '<h2 id="text-main">x</h2><p>y</p>'


def test_nothing_that_runs_remains():
    html = markdown_to_html("<script>x()</script><img src=x onerror=x()> [a](javascript:x()) <a href='javascript:x()'>b</a>")
    assert "x()" not in html.replace("[a](javascript:x())", "")
    assert "<script" not in html


def test_no_class_of_the_site_is_usable():
    assert sanitise('<div class="fixed inset-0">a</div><span class="fixed">b</span>') == "<div>a</div><span>b</span>"
    html = markdown_to_html("```python\nx = 1\n```")
    assert '<code class="language-python"><span class="n">x</span>' in html
