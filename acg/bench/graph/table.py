"""The figures as the tables of `docs/performance.md`."""

from acg.bench.graph.comparing import Figures

BEGIN, END = "<!-- make bench -->\n", "<!-- /make bench -->\n"
GROWN = ", grown"


def table(found: Figures) -> str:
    """Return the figures as Markdown: milliseconds, ratio to the hand-written view, statements; then growth."""
    reads = {name: ways for name, ways in found.items() if not name.endswith(GROWN)}
    grown = {name.removesuffix(GROWN): ways for name, ways in found.items() if name.endswith(GROWN)}
    columns = list(dict.fromkeys(way for ways in reads.values() for way in ways))
    lines = [f"| ms / ratio to h / statements | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(_cell(ways.get(way)) for way in columns)} |" for name, ways in reads.items()]
    if grown:
        sizes = list(next(iter(grown.values())))
        lines += [
            "",
            f"| a page of the catalogue, ms | {' | '.join(f'{int(size):,} courses' for size in sizes)} | ratio |",
            "|---|---|---|---|",
        ]
        for name, ways in grown.items():
            small, large = (ways[size] for size in sizes)
            lines.append(f"| {name} | {small['ms']:.2f} | {large['ms']:.2f} | {large['ratio_h']:.2f} |")
    return "\n".join(lines) + "\n"


def _cell(figures: dict[str, float] | None) -> str:
    return f"{figures['ms']:.2f} / {figures['ratio_h']:.2f} / {figures['statements']:.0f}" if figures else ""


def written(page: str, found: Figures) -> str:
    """Return a page with the tables in their place.

    Raises:
        ValueError: the page has no such place.
    """
    before, _begin, rest = page.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not end:
        raise ValueError("There is no place for the tables.")
    return f"{before}{BEGIN}{table(found)}{END}{after}"
