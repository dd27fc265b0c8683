import pytest

pytestmark = pytest.mark.django_db


def test_home_is_open_to_everyone(client):
    response = client.get("/")
    assert response.status_code == 200
    assert "Pass the exam. Keep the skill." in response.text


@pytest.mark.parametrize(("cookie", "drawn"), [("school-dark", ' data-theme="school-dark"'), ('"><script>', ""), ("", "")])
def test_the_theme_is_the_cookies_when_it_is_one_of_ours(client, cookie, drawn):
    client.cookies["theme"] = cookie
    assert f'<html lang="en"{drawn}>' in client.get("/").text


def test_the_language_is_chosen_by_a_form(client):
    response = client.post("/language/", {"language": "es", "next": "/"})
    assert response.status_code == 302
    assert '<html lang="es">' in client.get("/").text


def test_a_missing_page_offers_the_catalogue(client):
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    assert 'href="/courses/"' in response.text
