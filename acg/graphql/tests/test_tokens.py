"""Every attack on a token, by name, sent to the endpoint: none is let in, and none is told why."""

import hashlib
import hmac
import json
import time

import pytest

from acg.graphql.identity import issuers
from acg.graphql.tests.issuing import (
    APP,
    AUDIENCE,
    AUTH0,
    COGNITO,
    SERVICE,
    KeyServer,
    encoded,
    person_claims,
    private_key,
    public_jwk,
    public_pem,
    service_claims,
    signed,
)
from acg.users.models import ExternalIdentity, Role, User
from acg.users.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ME = json.dumps({"query": "{ viewer { email } }"})


@pytest.fixture(autouse=True)
def key_server(settings, monkeypatch):
    """Two issuers that the school believes, and where their keys are."""
    settings.AUTH0_ISSUER, settings.AUTH0_AUDIENCE, settings.AUTH0_CLIENT_IDS = AUTH0, AUDIENCE, [APP, "app-ios"]
    settings.COGNITO_ISSUER, settings.COGNITO_CLIENT_IDS = COGNITO, [f"{SERVICE}=search"]
    server = KeyServer()
    monkeypatch.setattr(issuers, "fetched_from", server.fetched_from)
    for made in (issuers._auth0, issuers._cognito, issuers._laptop):
        made.cache_clear()
    yield server
    for made in (issuers._auth0, issuers._cognito, issuers._laptop):
        made.cache_clear()


@pytest.fixture
def person():
    """Somebody whom Auth0 knows."""
    user = UserFactory(email="person@example.com")
    ExternalIdentity.objects.create(user=user, issuer=AUTH0, subject="auth0|person")
    return user


def post(client, authorization, body=ME, **headers):
    return client.post("/graphql", body, content_type="application/json", headers={"Authorization": authorization, **headers})


def bearer(client, token, **headers):
    return post(client, f"Bearer {token}", **headers)


def assert_refused(response):
    """The one answer to all of them, without a word of why."""
    assert response.status_code == 401
    assert response.json() == {"errors": [{"message": "Please sign in.", "extensions": {"code": "UNAUTHENTICATED"}}]}
    assert response["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert response["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("person")
def test_a_persons_token_lets_them_in(client):
    for scheme in ("Bearer", "bearer", "BEARER"):
        assert post(client, f"{scheme} {signed(person_claims())}").json()["data"] == {"viewer": {"email": "person@example.com"}}
    for aud in (AUDIENCE, [AUDIENCE], ["https://other.example", AUDIENCE]):
        assert bearer(client, signed(person_claims(aud=aud), typ="at+jwt")).status_code == 200


def test_a_services_token_is_a_service_and_nobody(client):
    client.force_login(UserFactory())
    body = bearer(client, signed(service_claims())).json()
    assert body["data"] == {"viewer": None}
    assert [error["extensions"]["code"] for error in body["errors"]] == ["UNAUTHENTICATED"]


def hs256_with_the_public_key(claims):
    """Sign with what everybody knows, as text: the library refuses to help."""
    head = encoded({"alg": "HS256", "typ": "JWT", "kid": "k1"})
    text = f"{head}.{encoded(claims)}"
    return f"{text}.{encoded(hmac.new(public_pem(), text.encode(), hashlib.sha256).digest())}"


def unsigned(claims, alg="none", signature=b"x"):
    return f"{encoded({'alg': alg, 'typ': 'JWT', 'kid': 'k1'})}.{encoded(claims)}.{encoded(signature)}"


def with_another_body(claims):
    head, _body, signature = signed(claims).split(".")
    return f"{head}.{encoded({**claims, 'sub': 'auth0|admin'})}.{signature}"


NOW = int(time.time())
EVIL = {"key": private_key("evil")}
ATTACKS = {
    "alg none": lambda: unsigned(person_claims()),
    "alg None": lambda: unsigned(person_claims(), alg="None"),
    "alg nOnE": lambda: unsigned(person_claims(), alg="nOnE"),
    "no alg": lambda: f"{encoded({'kid': 'k1'})}.{encoded(person_claims())}.eA",
    "alg none without a signature": lambda: unsigned(person_claims(), signature=b""),
    "rs256 without a signature": lambda: signed(person_claims()).rpartition(".")[0] + ".",
    "rs256 with an empty signature": lambda: unsigned(person_claims(), alg="RS256", signature=b"\0" * 256),
    "hs256 with the public key": lambda: hs256_with_the_public_key(person_claims()),
    "hs256 with a guess": lambda: signed(person_claims(), key="secret" * 6, algorithm="HS256"),
    "rs384": lambda: signed(person_claims(), algorithm="RS384"),
    "rs512": lambda: signed(person_claims(), algorithm="RS512"),
    "ps256": lambda: signed(person_claims(), algorithm="PS256"),
    "another key": lambda: signed(person_claims(), **EVIL),
    "another body": lambda: with_another_body(person_claims()),
    "an unknown kid": lambda: signed(person_claims(), kid="k2", **EVIL),
    "no kid": lambda: signed(person_claims(), kid=None),
    "an empty kid": lambda: signed(person_claims(), kid=""),
    "a kid that is a path": lambda: signed(person_claims(), kid="../../../../dev/null", key=private_key("evil")),
    "a kid that is sql": lambda: signed(person_claims(), kid="' UNION SELECT 'k1", **EVIL),
    "a kid that is an address": lambda: signed(person_claims(), kid="https://evil.example/key", **EVIL),
    "a kid that is long": lambda: signed(person_claims(), kid="k" * 201, **EVIL),
    "a kid that is a number": lambda: f"{encoded({'alg': 'RS256', 'kid': 1})}.{encoded(person_claims())}.eA",
    "a kid that is a list": lambda: f"{encoded({'alg': 'RS256', 'kid': ['k1']})}.{encoded(person_claims())}.eA",
    "jku": lambda: signed(person_claims(), jku="https://evil.example/jwks.json", **EVIL),
    "jku and a good signature": lambda: signed(person_claims(), jku="https://evil.example/jwks.json"),
    "x5u": lambda: signed(person_claims(), x5u="https://evil.example/cert.pem", **EVIL),
    "x5c": lambda: signed(person_claims(), x5c=["MIIB"], **EVIL),
    "jwk": lambda: signed(person_claims(), jwk=public_jwk(name="evil"), **EVIL),
    "crit": lambda: signed(person_claims(), crit=["exp"]),
    "b64": lambda: f"{encoded({'alg': 'RS256', 'kid': 'k1', 'b64': False})}.{encoded(person_claims())}.eA",
    "typ of something else": lambda: signed(person_claims(), typ="logout+jwt"),
    "iss without its slash": lambda: signed(person_claims(iss=AUTH0.rstrip("/"))),
    "iss in capitals": lambda: signed(person_claims(iss=AUTH0.upper())),
    "iss that begins alike": lambda: signed(person_claims(iss=f"{AUTH0}.evil.example/"), **EVIL),
    "iss of another tenant": lambda: signed(person_claims(iss="https://evil.eu.auth0.com/"), **EVIL),
    "iss that is a list": lambda: f"{encoded({'alg': 'RS256', 'kid': 'k1'})}.{encoded({'iss': [AUTH0]})}.eA",
    "iss of the laptop": lambda: signed(person_claims(iss="https://people.issuer.invalid/")),
    "no iss": lambda: signed(person_claims(iss=None)),
    "aud of another api": lambda: signed(person_claims(aud="https://other.example")),
    "aud with more at its end": lambda: signed(person_claims(aud=f"{AUDIENCE}/more")),
    "aud that is an object": lambda: signed(person_claims(aud={AUDIENCE: 1})),
    "no aud": lambda: signed(person_claims(aud=None)),
    "azp of another application": lambda: signed(person_claims(azp="app-evil")),
    "azp that is a list": lambda: signed(person_claims(azp=[APP])),
    "no azp": lambda: signed(person_claims(azp=None)),
    "id token": lambda: signed(person_claims(aud=APP, nonce="n")),
    "id token with the school's audience": lambda: signed(person_claims(aud=[APP, AUDIENCE])),
    "id token by its nonce": lambda: signed(person_claims(nonce="n")),
    "id token by its at_hash": lambda: signed(person_claims(at_hash="h")),
    "a machine's token of auth0": lambda: signed(person_claims(gty="client-credentials")),
    "a machine's subject of auth0": lambda: signed(person_claims(sub="app@clients")),
    "expired": lambda: signed(person_claims(iat=NOW - 1200, exp=NOW - 60)),
    "no exp": lambda: signed(person_claims(exp=None)),
    "exp that is a text": lambda: signed(person_claims(exp="tomorrow")),
    "exp that is true": lambda: signed(person_claims(exp=True)),
    "exp beyond all numbers": lambda: signed(person_claims(exp=float("inf"))),
    "exp in a year": lambda: signed(person_claims(exp=NOW + 365 * 86_400)),
    "not yet": lambda: signed(person_claims(nbf=NOW + 600)),
    "issued tomorrow": lambda: signed(person_claims(iat=NOW + 86_400, exp=NOW + 90_000)),
    "no iat": lambda: signed(person_claims(iat=None)),
    "no sub": lambda: signed(person_claims(sub=None)),
    "an empty sub": lambda: signed(person_claims(sub="")),
    "a sub with nul": lambda: signed(person_claims(sub="auth0|\0person")),
    "a sub that is long": lambda: signed(person_claims(sub="a" * 256)),
    "a sub that is a number": lambda: signed(person_claims(sub="1") | {"sub": "2", "email": None}),
    "unknown, address not proved": lambda: signed(person_claims(sub="auth0|other", email_verified=False)),
    "unknown, address proved in words": lambda: signed(person_claims(sub="auth0|other", email_verified="true")),
    "unknown, no address": lambda: signed(person_claims(sub="auth0|other", email=None)),
    "unknown, address is none": lambda: signed(person_claims(sub="auth0|other", email="person")),
    "unknown, address is long": lambda: signed(person_claims(sub="auth0|other", email=f"{'a' * 60}@{'b.' * 120}example")),
    "unknown, address is a list": lambda: signed(person_claims(sub="auth0|other", email=["person@example.com"])),
    "cognito's id token": lambda: signed(service_claims(token_use="id")),
    "cognito without token_use": lambda: signed(service_claims(token_use=None)),
    "cognito of another client": lambda: signed(service_claims(client_id="evil", sub="evil")),
    "cognito of another scope": lambda: signed(service_claims(scope="school/read")),
    "cognito with a scope that begins alike": lambda: signed(service_claims(scope="school/servers")),
    "cognito without a scope": lambda: signed(service_claims(scope=None)),
    "cognito with a list of scopes": lambda: signed(service_claims(scope=["school/server"])),
    "cognito of a person": lambda: signed(service_claims(sub="0d4f", username="evil")),
    "cognito with a slash": lambda: signed(service_claims(iss=f"{COGNITO}/")),
    "a service's claims from auth0": lambda: signed(service_claims(iss=AUTH0)),
    "a person's claims from cognito": lambda: signed(person_claims(iss=COGNITO)),
    "oversized": lambda: signed(person_claims(more="m" * 8_000)),
    "four parts": lambda: signed(person_claims()) + ".eA",
    "two parts": lambda: signed(person_claims()).rpartition(".")[0],
    "no token": lambda: "",
    "not a token": lambda: "token",
    "not base64": lambda: "a.b.c",
    "not json": lambda: f"{encoded(b'{')}.{encoded(b'{')}.eA",
    "not utf-8": lambda: f"{encoded(bytes([255]))}.{encoded(b'{}')}.eA",
    "no objects": lambda: f"{encoded([])}.{encoded([])}.eA",
    "a deep body": lambda: f"{encoded({'alg': 'RS256', 'kid': 'k1'})}.{encoded(b'[' * 5_000)}.eA",
    "padded": lambda: signed(person_claims()) + "==",
    "two tokens in one header": lambda: f"{signed(person_claims())}, Bearer {signed(person_claims())}",
    "two tokens without a word": lambda: f"{signed(person_claims())},{signed(person_claims())}",
    "a token and more": lambda: f"{signed(person_claims())} {signed(person_claims())}",
}


# Those that nothing but the key or the signature gives away; all others are refused for what they are, however they are signed.
BY_SIGNATURE = {
    "rs256 with an empty signature", "another key", "another body", "an unknown kid", "a kid that is a path", "a kid that is sql",
    "a kid that is an address",
}  # fmt: skip


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("attack", ATTACKS)
def test_attack(client, key_server, attack, caplog, django_assert_max_num_queries):
    caplog.set_level("INFO", logger="acg.graphql.identity")
    people = User.objects.count()
    with django_assert_max_num_queries(2):
        response = bearer(client, ATTACKS[attack]())
    assert_refused(response)
    assert (User.objects.count(), ExternalIdentity.objects.count()) == (people, 1)
    assert all(address.startswith((AUTH0, COGNITO)) for address in key_server.asked)
    [refusal] = [record.getMessage() for record in caplog.records if record.name.startswith("acg.graphql.identity")]
    assert refusal.endswith(("unknown key", "InvalidSignatureError")) == (attack in BY_SIGNATURE), refusal


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("header", ["", "Basic cGVyc29uOnB3", "Token abc", "Bearer", "Bearer:abc"])
def test_what_is_no_bearer_is_not_taken_for_nobody(client, header):
    assert_refused(post(client, header))


def test_a_token_beside_a_sessions_token_is_refused(client, person):
    client.force_login(person)
    key = client.session.session_key
    assert_refused(bearer(client, signed(person_claims()), **{"X-Session-Token": key}))


@pytest.mark.usefixtures("person")
def test_a_token_in_the_address_or_the_body_is_no_token(client):
    token = signed(person_claims())
    body = json.dumps({"query": "{ viewer { email } }", "access_token": token})
    answer = client.post(f"/graphql?access_token={token}", body, content_type="application/json").json()
    assert answer["data"] == {"viewer": None}


@pytest.mark.usefixtures("person")
def test_a_bad_token_is_not_healed_by_a_cookie(client):
    client.force_login(UserFactory(role=Role.STAFF))
    assert_refused(bearer(client, "nonsense"))


@pytest.mark.usefixtures("person")
def test_a_token_counts_instead_of_a_cookie(client):
    client.force_login(UserFactory(role=Role.STAFF))
    assert bearer(client, signed(person_claims())).json()["data"] == {"viewer": {"email": "person@example.com"}}


def test_a_disabled_person_is_refused_at_once(client, person):
    token = signed(person_claims())
    assert bearer(client, token).status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert_refused(bearer(client, token))


def test_an_issuer_that_is_not_set_up_is_not_believed(client, settings):
    settings.AUTH0_ISSUER = settings.COGNITO_ISSUER = ""
    assert_refused(bearer(client, signed(person_claims())))
    assert_refused(bearer(client, signed(service_claims())))
    assert_refused(bearer(client, signed(person_claims(iss=""))))


def test_half_an_issuer_lets_nobody_in(client, settings, person):
    settings.AUTH0_CLIENT_IDS = []
    assert_refused(bearer(client, signed(person_claims())))
    settings.AUTH0_CLIENT_IDS, settings.AUTH0_AUDIENCE = [APP], ""
    assert_refused(bearer(client, signed(person_claims(aud=""))))


def test_an_issuer_that_never_answered_is_told_as_such(client, key_server):
    key_server.is_down = True
    response = bearer(client, signed(person_claims()))
    assert (response.status_code, response.json()["errors"][0]["extensions"]) == (503, {"code": "UNAVAILABLE"})


@pytest.mark.usefixtures("person")
def test_a_storm_of_made_up_keys_asks_the_issuer_little(client, key_server):
    for number in range(200):
        assert_refused(bearer(client, signed(person_claims(), kid=f"k{number + 2}")))
    assert len(key_server.asked) <= 3


def test_the_keys_are_where_the_settings_say(client, key_server, person):
    bearer(client, signed(person_claims()))
    bearer(client, signed(service_claims()))
    assert key_server.asked == [f"{AUTH0}.well-known/jwks.json", f"{COGNITO}/.well-known/jwks.json"]


@pytest.mark.usefixtures("person")
def test_a_token_costs_one_statement(client, django_assert_num_queries):
    bearer(client, signed(person_claims()))
    with django_assert_num_queries(1 + 2):  # and the price of the answer: taken, and given back
        bearer(client, signed(person_claims()))
    with django_assert_num_queries(2):
        bearer(client, signed(service_claims()))


def test_what_a_token_is_told_is_kept_for_nobody_else(client, person):
    from acg.graphql.trusted import names  # noqa: PLC0415 -- only here

    address = "/graphql?documentId=" + next(iter(names().values()))
    answer = client.get(address, headers={"Authorization": f"Bearer {signed(person_claims())}"})
    assert answer["Cache-Control"] == "no-store"
    assert {"Authorization", "X-Session-Token"} <= set(answer["Vary"].split(", "))
