"""The addresses of the pretended Stripe, included only where it is installed."""

from django.urls import path, re_path

from checkout.sandbox import interface, pages

urlpatterns = [
    path("", pages.overview, name="stripe-sandbox"),
    path("pay/<str:key>", pages.pay, name="stripe-sandbox-pay"),
    path("objects/<str:key>/act/", pages.act, name="stripe-sandbox-act"),
    path("deliveries/<int:pk>/again/", pages.again, name="stripe-sandbox-again"),
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
