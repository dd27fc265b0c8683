import pytest
from django.test import override_settings

from acg.checks import laptop_parts


def found():
    return [message.id for message in laptop_parts(None)]


def test_a_laptop_is_refused_as_a_deployment():
    with override_settings(DEBUG=True):
        assert found() == ["acg.E001", "acg.E003", "acg.E004", "acg.E005"]


def test_a_complete_deployment_passes():
    with override_settings(
        DEBUG=False,
        SECRET_KEY="k" * 60,
        SITE_URL="https://school.example",
        STRIPE_SANDBOX=False,
        STRIPE_WEBHOOK_SECRETS=["whsec_x"],
    ):
        assert found() == []


def test_a_deployment_that_could_not_confirm_payments_is_refused():
    with override_settings(
        DEBUG=False, SECRET_KEY="k" * 60, SITE_URL="https://school.example", STRIPE_SANDBOX=False, STRIPE_WEBHOOK_SECRETS=[]
    ):
        assert found() == ["acg.E002"]


@pytest.mark.parametrize(
    ("half", "expected"),
    [
        ({"AUTH0_ISSUER": "https://i.example/"}, "acg.E006"),
        ({"AUTH0_AUDIENCE": "school"}, "acg.E006"),
        ({"COGNITO_ISSUER": "https://i.example"}, "acg.E007"),
        ({"COGNITO_CLIENT_IDS": ["a"]}, "acg.E007"),
        ({"COGNITO_ISSUER": "http://i.example", "COGNITO_CLIENT_IDS": ["a"]}, "acg.E008"),
    ],
)
def test_half_an_issuer_is_refused(settings, half, expected):
    before = {message.id for message in laptop_parts(None)}
    for name, value in half.items():
        setattr(settings, name, value)
    assert {message.id for message in laptop_parts(None)} - before == {expected}
