"""The addresses of the pretended Stripe, included only where it is installed."""

from django.urls import path, re_path

from checkout.sandbox import billing_interface as billing
from checkout.sandbox import billing_pages, interface, pages

urlpatterns = [
    path("", pages.overview, name="stripe-sandbox"),
    path("pay/<str:key>", pages.pay, name="stripe-sandbox-pay"),
    path("objects/<str:key>/act/", pages.act, name="stripe-sandbox-act"),
    path("deliveries/<int:pk>/again/", pages.again, name="stripe-sandbox-again"),
    path("clock/", billing_pages.move_clock, name="stripe-sandbox-clock"),
    path("portal/<str:key>", billing_pages.portal, name="stripe-sandbox-portal"),
    path("invoices/<str:key>", billing_pages.invoice, name="stripe-sandbox-invoice"),
    path("v1/customers", billing.customers),
    path("v1/customers/<str:key>", interface.retrieve, {"kind": "customer"}),
    path("v1/products/<str:key>", interface.retrieve, {"kind": "product"}),
    path("v1/prices", billing.prices),
    path("v1/prices/<str:key>", interface.retrieve, {"kind": "price"}),
    path("v1/coupons", billing.coupons),
    path("v1/coupons/<str:key>", interface.retrieve, {"kind": "coupon"}),
    path("v1/subscriptions", billing.subscriptions),
    path("v1/subscriptions/<str:key>", billing.subscription),
    path("v1/invoices", billing.invoices),
    path("v1/invoices/<str:key>", billing.invoice),
    path("v1/invoices/<str:key>/pay", billing.pay_invoice),
    path("v1/invoice_payments", billing.invoice_payments),
    path("v1/invoice_payments/<str:key>", interface.retrieve, {"kind": "invoice_payment"}),
    path("v1/billing_portal/sessions", billing.portal_sessions),
    path("v1/test_helpers/test_clocks", billing.test_clocks),
    path("v1/test_helpers/test_clocks/<str:key>", interface.retrieve, {"kind": "test_helpers.test_clock"}),
    path("v1/test_helpers/test_clocks/<str:key>/advance", billing.advance_clock),
    path("v1/checkout/sessions", interface.sessions),
    path("v1/checkout/sessions/<str:key>", interface.session),
    path("v1/checkout/sessions/<str:key>/expire", interface.expire_session),
    path("v1/payment_intents", interface.payment_intents),
    path("v1/payment_intents/<str:key>", interface.retrieve, {"kind": "payment_intent"}),
    path("v1/charges/<str:key>", interface.retrieve, {"kind": "charge"}),
    path("v1/refunds", interface.refunds),
    path("v1/refunds/<str:key>", interface.retrieve, {"kind": "refund"}),
    path("v1/disputes", interface.disputes),
    path("v1/disputes/<str:key>", interface.retrieve, {"kind": "dispute"}),
    path("v1/events", interface.events),
    path("v1/events/<str:key>", interface.retrieve, {"kind": "event"}),
    re_path(r"^v1/", interface.unknown),
]
