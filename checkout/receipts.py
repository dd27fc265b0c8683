"""The receipt: what it lists, and the PDF that is worth keeping."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from acg.shared.money import Money
from acg.shared.values import frozen
from checkout.models import Order

FONTS = Path(__file__).resolve().parent / "fonts"
GREEN, INK, MUTED, LINE = "#0b5f56", "#14211f", "#55615e", "#e3e6e1"
GONE_BACK = {"pending", "requires_action", "succeeded"}


@frozen
class Row:
    """A line of a receipt.

    Args:
        what: in words.
        amount: as it is shown.
        is_sum: whether it adds up what stands above it.
    """

    what: str
    amount: str
    is_sum: bool = False


def receipt_rows(order: Order) -> list[Row]:
    """Return what a receipt lists, in its order: lines, discounts, the total, the tax in it, what went back and what is left.

    Args:
        order: with its lines and refunds.
    """
    rows = []
    for line in order.lines.all():
        rows.append(Row(line.title, str(line.amount)))
        if line.discount_minor:
            rows.append(Row(_("Discount"), f"-{line.discount}"))
    rows.append(Row(_("Total"), str(order.total), is_sum=True))
    if order.tax is not None:
        rows.append(Row(_("Tax included"), str(order.tax)))
    back = [refund for refund in order.refunds.all() if refund.state in GONE_BACK]
    for refund in back:
        date = date_format(refund.created_at, "DATE_FORMAT")
        words = _("Refund of %(date)s") if refund.state == "succeeded" else _("Refund of %(date)s, on its way")
        rows.append(Row(words % {"date": date}, f"-{refund.money}"))
    if back:
        left = Money(order.total_minor - sum(refund.amount_minor for refund in back), order.currency)
        rows.append(Row(_("Left after refunds"), str(left), is_sum=True))
    return rows


def receipt_pdf(order: Order) -> bytes:
    """Return the receipt of a paid order as a PDF of one A4 page, in the active language and the school's type and colours."""
    from reportlab.lib.colors import HexColor  # noqa: PLC0415 -- only whoever keeps a receipt waits for it
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415 -- as above
    from reportlab.lib.units import mm  # noqa: PLC0415 -- as above
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle  # noqa: PLC0415 -- as above

    styles = _styles()

    def words(text: str, style: str = "text") -> Any:
        return Paragraph(_plain(text), styles[style])

    rows = receipt_rows(order)
    table = Table(
        [
            [words(row.what, "sum" if row.is_sum else "text"), words(row.amount, "sum_right" if row.is_sum else "right")]
            for row in rows
        ],
        colWidths=[125 * mm, 40 * mm],
    )
    flush = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ]
    table.setStyle(
        TableStyle([*flush, ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(LINE)), ("BOTTOMPADDING", (0, 0), (-1, -1), 6)])
    )
    paid = date_format(order.settled_at, "DATE_FORMAT") if order.settled_at else ""
    parties = Table(
        [
            [words(_("From"), "muted"), words(_("For"), "muted")],
            [words(f"{settings.SITE_NAME}\n{settings.SITE_URL}"), words("\n".join(made_out_to(order)))],
        ],
        colWidths=[82 * mm, 83 * mm],
    )
    parties.setStyle(TableStyle(flush))
    story = [
        words(settings.SITE_NAME, "school"),
        Spacer(1, 10 * mm),
        words(_("Receipt %(number)s") % {"number": order.receipt or order.number}, "title"),
        words(_("Paid on %(date)s · order %(number)s") % {"date": paid, "number": order.number}, "muted"),
        Spacer(1, 8 * mm),
        parties,
        Spacer(1, 8 * mm),
        table,
        Spacer(1, 6 * mm),
        words(_("The price includes tax."), "muted"),
    ]
    file = BytesIO()
    title = f"{settings.SITE_NAME} {order.receipt or order.number}"
    margins: dict[str, Any] = {"leftMargin": 20 * mm, "rightMargin": 20 * mm}
    SimpleDocTemplate(file, pagesize=A4, title=title, author=settings.SITE_NAME, invariant=1, **margins).build(story)
    return file.getvalue()


def made_out_to(order: Order) -> list[str]:
    """Return whom a receipt names, a line each: the company with its address and tax number, and the address of the mail."""
    name = order.company_name or (order.buyer.name if order.buyer else "")
    number = _("Tax number %(number)s") % {"number": order.tax_number} if order.tax_number else ""
    return [line for line in (name, *order.billing_address.splitlines(), number, order.email) if line]


def _styles() -> dict[str, Any]:
    """Return the kinds of text; the school's typeface is read once a process."""
    from reportlab.lib.colors import HexColor  # noqa: PLC0415 -- as above
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415 -- as above
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 -- as above
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 -- as above

    for name in ("regular", "bold"):
        if f"Bricolage-{name}" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(f"Bricolage-{name}", FONTS / f"bricolage-{name}.ttf"))
    text = ParagraphStyle("text", fontName="Bricolage-regular", fontSize=10.5, leading=15, textColor=HexColor(INK))
    bold = ParagraphStyle("sum", parent=text, fontName="Bricolage-bold")
    return {
        "text": text,
        "right": ParagraphStyle("right", parent=text, alignment=2),
        "sum": bold,
        "sum_right": ParagraphStyle("sum_right", parent=bold, alignment=2),
        "muted": ParagraphStyle("muted", parent=text, textColor=HexColor(MUTED)),
        "title": ParagraphStyle("title", parent=bold, fontSize=22, leading=28),
        "school": ParagraphStyle("school", parent=bold, fontSize=13, leading=17, textColor=HexColor(GREEN)),
    }


def _plain(text: str) -> str:
    """Return a text that reportlab's little markup leaves alone, its lines kept; the typeface has one no-break space, not two."""
    return text.replace("\u202f", "\xa0").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br/>")
