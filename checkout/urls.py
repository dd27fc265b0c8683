"""The buyer's addresses."""

from django.urls import path

from checkout.views import buying, currency, gifts, membership, receipts

app_name = "checkout"

urlpatterns = [
    path("currency/", currency.choose_currency, name="currency"),
    path("checkout/done/<uuid:public_id>/", buying.done, name="done"),
    path("checkout/<slug:offer>/", buying.buy, name="buy"),
    path("gifts/<str:code>/", gifts.gift, name="gift"),
    path("membership/", membership.membership, name="membership"),
    path("team/plan/", membership.team_plan, name="team_plan"),
    path("team/plan/seats/", membership.seats, name="team_seats"),
    path("membership/switch/", membership.switch, name="membership_switch"),
    path("membership/cancel/", membership.cancel, name="membership_cancel"),
    path("membership/resume/", membership.resume, name="membership_resume"),
    path("membership/card/", membership.card, name="membership_card"),
    path("orders/", receipts.orders, name="orders"),
    path("orders/claim/", receipts.claim, name="claim"),
    path("orders/<uuid:public_id>/", receipts.receipt, name="receipt"),
    path("orders/<uuid:public_id>/return/", receipts.take_back, name="take_back"),
    path("orders/<uuid:public_id>/company/", receipts.receipt_company, name="receipt_company"),
    path("orders/<uuid:public_id>/receipt.pdf", receipts.receipt_file, name="receipt_file"),
]
