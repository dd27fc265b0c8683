"""Global ids: a type's name and a row's public key, packed; opaque to clients, and never a primary key."""

import base64
import binascii
from uuid import UUID

from django.utils.translation import gettext as _

from acg.shared.graph.errors import bad_input

LONGEST = 200


def to_global_id(type_name: str, key: object) -> str:
    """Return the id that names a row of a type in all of the graph."""
    text = key.hex if isinstance(key, UUID) else str(key)
    return base64.urlsafe_b64encode(f"{type_name}:{text}".encode()).decode().rstrip("=")


def split_global_id(global_id: str, *, field: str = "id") -> tuple[str, str]:
    """Return the type's name and the key inside an id.

    Args:
        global_id: as a client sent it.
        field: the argument that it came in.

    Raises:
        CodedError: BAD_USER_INPUT when it is not an id of this graph.
    """
    if len(global_id) <= LONGEST and global_id.isascii():
        try:
            text = base64.b64decode(global_id + "=" * (-len(global_id) % 4), altchars=b"-_", validate=True).decode()
        except (binascii.Error, UnicodeError):
            text = ""
        type_name, colon, key = text.partition(":")
        if colon and key.isprintable() and to_global_id(type_name, key) == global_id:
            return type_name, key
    raise bad_id(field)


def key_from(global_id: str, type_name: str, *, field: str = "id") -> str:
    """Return the key inside an id of one type.

    Raises:
        CodedError: BAD_USER_INPUT when it is not an id of that type.
    """
    found, key = split_global_id(global_id, field=field)
    if found != type_name:
        raise bad_id(field)
    return key


def uuid_from(global_id: str, type_name: str, *, field: str = "id") -> UUID:
    """Return the public id inside an id of a type whose rows have UUIDs.

    Raises:
        CodedError: BAD_USER_INPUT when it is not an id of that type.
    """
    return parse_uuid(key_from(global_id, type_name, field=field), field=field)


def parse_uuid(text: str, *, field: str = "id") -> UUID:
    """Return a UUID from its 32 digits.

    Raises:
        CodedError: BAD_USER_INPUT when they are not.
    """
    try:
        found = UUID(hex=text)
    except ValueError:
        raise bad_id(field) from None
    if found.hex != text:
        raise bad_id(field)
    return found


def bad_id(field: str) -> Exception:
    """Return the error for an id that this graph never gave out."""
    return bad_input(_("This is not an id of this graph. Send one as you received it."), field=field)
