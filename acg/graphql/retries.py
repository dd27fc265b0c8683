"""Writes that are safe to send again: a client names its request, and the same name gets the same answer for a day.

The name is claimed before anything happens, and the answer kept once all went well. What was refused or failed is forgotten, so that
sending it again tries again; so does what a killed process left behind, for each verb is safe to repeat by itself.
"""

import hashlib
from typing import Any

import orjson
from django.db import connection
from django.utils.translation import gettext as _

from acg.graphql.documents import Refused
from acg.models import KeptAnswer
from acg.shared.graph.errors import CodedError

CLAIM = """
INSERT INTO acg_keptanswer AS k (key, fingerprint, body, begun_at) VALUES (%(key)s, %(fingerprint)s, '', clock_timestamp())
ON CONFLICT (key) DO UPDATE SET fingerprint = excluded.fingerprint, begun_at = excluded.begun_at, body = ''
WHERE k.begun_at < clock_timestamp() - interval '1 day'
   OR (k.body = '' AND k.fingerprint = excluded.fingerprint AND k.begun_at < clock_timestamp() - interval '1 minute')
RETURNING true
"""
FORGET = "DELETE FROM acg_keptanswer WHERE begun_at < now() - interval '1 day'"


class Retry:
    """A request with a name of the client's own.

    Args:
        client: whose name it is.
        names: the mutations, each with the name that the client gave.
        asked: all that was asked, which the same name must never change.
    """

    def __init__(self, *, client: str, names: list[tuple[str, str]], asked: Any) -> None:
        self._key = _hash([client, names])
        self._fingerprint = _hash(asked)

    def begin(self) -> dict[str, Any] | None:
        """Claim the name, or return the answer that was given under it.

        Raises:
            Refused: RETRY_MISMATCH when the name stands for another request, RETRY_UNDER_WAY while that one is being answered.
        """
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, {"key": self._key, "fingerprint": self._fingerprint})
            if cursor.fetchone():
                return None
        kept = KeptAnswer.objects.filter(key=self._key).first()
        if kept is not None and kept.fingerprint != self._fingerprint:
            message = _("This clientMutationId was used for another request within a day: give each request its own.")
            raise Refused(CodedError("RETRY_MISMATCH", message))
        if kept is None or not kept.body:
            raise Refused(CodedError("RETRY_UNDER_WAY", _("The same request is being answered: try again in a moment.")))
        return dict(orjson.loads(kept.body))

    def end(self, body: dict[str, Any]) -> None:
        """Keep the answer, or forget the name when not all went well.

        Args:
            body: of the response.
        """
        mine = KeptAnswer.objects.filter(key=self._key, fingerprint=self._fingerprint)
        payloads = (body.get("data") or {}).values()
        if "errors" in body or not all(payload and not payload.get("errors") for payload in payloads):
            mine.delete()
        else:
            mine.update(body=orjson.dumps({"data": body["data"]}).decode())


def forget_answers() -> int:
    """Delete the answers that are older than a day; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET)
        return int(cursor.rowcount)


def _hash(value: Any) -> str:
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()
