"""Asking the endpoint, for the tests of every context's schema."""

import json

from django.test import Client

from acg.shared.graph import to_global_id


def ask(client: Client, query: str, **variables):
    """Return the body of the answer."""
    return client.post("/graphql", json.dumps({"query": query, "variables": variables}), content_type="application/json").json()


def data(client: Client, query: str, **variables):
    """Return the data of an answer without errors."""
    body = ask(client, query, **variables)
    assert "errors" not in body, body["errors"]
    return body["data"]


def codes(client: Client, query: str, **variables):
    """Return the codes of the answer's errors."""
    return [error["extensions"]["code"] for error in ask(client, query, **variables).get("errors", [])]


def gid(row, type_name: str | None = None) -> str:
    """Return the global id of a model's row."""
    name = type_name or type(row).__name__
    return to_global_id(name, getattr(row, "public_id", None) or row.slug)
