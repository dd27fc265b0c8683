import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.utils.translation import override
from django.views.csrf import csrf_failure
from django.views.defaults import permission_denied, server_error

from acg.users.tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.fixture
def asked(rf):
    request = rf.get("/somewhere/")
    request.user = AnonymousUser()
    return request


def test_a_broken_page_needs_nothing_to_say_so(asked):
    response = server_error(asked)
    assert response.status_code == 500
    assert "Something broke on our side" in response.text


def test_a_closed_page_leads_to_the_door(asked):
    response = permission_denied(asked, PermissionDenied("secret reason"))
    assert response.status_code == 403
    assert 'href="/accounts/login/"' in response.text
    assert "secret reason" not in response.text


@pytest.mark.django_db
def test_a_closed_page_says_who_one_is(asked):
    asked.user = UserFactory(email="sam@example.com")
    assert "sam@example.com" in permission_denied(asked, PermissionDenied()).text


def test_a_form_that_is_not_ours_is_explained(asked):
    response = csrf_failure(asked, reason=REASON_NO_CSRF_COOKIE)
    assert response.status_code == 403
    assert "Nothing was saved or charged." in response.text
    assert REASON_NO_CSRF_COOKIE not in response.text
