"""The receipt as a PDF, worth keeping."""

from io import BytesIO

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from checkout.models import Order


def receipt_pdf(order: Order) -> bytes:
    """Return the receipt of a paid order as a PDF of one A4 page, in the active language."""
    from reportlab.lib.colors import HexColor  # noqa: PLC0415 -- only whoever keeps a receipt waits for it
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415 -- as above
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415 -- as above
    from reportlab.lib.units import mm  # noqa: PLC0415 -- as above
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle  # noqa: PLC0415 -- as above

    green, ink, line = HexColor("#0b5f56"), HexColor("#14211f"), HexColor("#e3e6e1")
    text = ParagraphStyle("text", fontName="Helvetica", fontSize=10.5, leading=15, textColor=ink)
    title = ParagraphStyle("title", parent=text, fontName="Helvetica-Bold", fontSize=20, leading=26)
    school = ParagraphStyle("school", parent=text, fontName="Helvetica-Bold", textColor=green)
    rows = [[Paragraph(_plain(what), text), Paragraph(_plain(amount), text)] for what, amount in receipt_rows(order)]
    table = Table(rows, colWidths=[125 * mm, 40 * mm])
    table.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, line), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    paid = date_format(order.settled_at, "DATE_FORMAT") if order.settled_at else ""
    story = [
        Paragraph(_plain(settings.SITE_NAME), school),
        Spacer(1, 8 * mm),
        Paragraph(_plain(_("Receipt %(number)s") % {"number": order.number}), title),
        Paragraph(_plain(_("Paid on %(date)s by %(email)s") % {"date": paid, "email": order.email}), text),
        Spacer(1, 8 * mm),
        table,
    ]
    file = BytesIO()
    document = SimpleDocTemplate(
        file, pagesize=A4, title=f"{settings.SITE_NAME} {order.number}", author=settings.SITE_NAME, invariant=1
    )
    document.build(story)
    return file.getvalue()


def receipt_rows(order: Order) -> list[tuple[str, str]]:
    """Return what a receipt lists, in its order: lines, discounts, total, what went back."""
    rows = []
    for line in order.lines.all():
        rows.append((line.title, str(line.amount)))
        if line.discount_minor:
            rows.append((_("Discount"), f"-{line.discount}"))
    rows.append((_("Total"), str(order.total)))
    rows += [(_("Refunded"), f"-{refund.money}") for refund in order.refunds.all() if refund.state == "succeeded"]
    return rows


def _plain(text: str) -> str:
    """Return a text that reportlab's little markup leaves alone."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
