"""The catalogue's address: what the query string says, and how it says something else."""

import re
from dataclasses import fields, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from acg.shared.values import frozen
from courses.models import Kind, Level, Provider
from courses.selectors import DURATIONS, Filters

MOST_VALUES = 20
PAGE = 12
ORDER_LABELS = {
    "popular": _("Most popular"),
    "newest": _("Newest"),
    "best": _("Best rated"),
    "relevance": _("Best match"),
}
KNOWN = {
    "provider": set(Provider.values),
    "level": set(Level.values),
    "duration": set(DURATIONS),
    "price": {"free", "paid"},
    "kind": set(Kind.values),
}
_slug = re.compile(r"[A-Za-z0-9_-]{1,60}").fullmatch


@frozen
class CatalogueQuery:
    """What a visitor of the catalogue asked for. What nobody could have meant is left out, as links rot."""

    search: str
    filters: Filters
    order: str
    after: str

    @classmethod
    def of(cls, params: QueryDict) -> "CatalogueQuery":
        """Read a query string. `free=1` is an old friend's way to say `price=free`."""
        values = {field.name: params.getlist(field.name)[:MOST_VALUES] for field in fields(Filters)}
        if params.get("free"):
            values["price"].append("free")
        kept = {name: tuple(dict.fromkeys(value for value in given if _is_known(name, value))) for name, given in values.items()}
        search = params.get("q", "").replace("\0", "").strip()[:100]
        order = params.get("sort", "")
        if order not in ORDER_LABELS or (order == "relevance" and not search):
            order = "relevance" if search else "popular"
        return cls(search, Filters(**kept), order, params.get("after", ""))

    @property
    def orders(self) -> list[tuple[str, str]]:
        """The orders that can be chosen, with their names."""
        return [(name, str(label)) for name, label in ORDER_LABELS.items() if name != "relevance" or self.search]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out of the catalogue."""
        return bool(self.search or self.filters.active)

    def address(self, *, after: str = "") -> str:
        """Return the query string of this list from a cursor on, `?` included when there is one."""
        default = "relevance" if self.search else "popular"
        pairs = [("q", self.search)] if self.search else []
        pairs += [(name, value) for name, values in self.filters.active.items() for value in values]
        pairs += [("sort", self.order)] if self.order != default else []
        pairs += [("after", after)] if after else []
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name: str, value: str) -> "CatalogueQuery":
        """Return the same without one value of one filter, from the beginning."""
        left = tuple(other for other in getattr(self.filters, name) if other != value)
        return replace(self, filters=replace(self.filters, **{name: left}), after="")


def _is_known(name: str, value: str) -> bool:
    return value in KNOWN[name] if name in KNOWN else _slug(value) is not None
