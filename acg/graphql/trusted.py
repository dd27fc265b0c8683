"""Trusted documents: what the school's own clients ask, registered with the code and known by hash.

They may be asked by GET, so that what everyone sees is kept by browsers and the CDN; a deployment can be set to serve nothing else.
(https://github.com/graphql/graphql-over-http/pull/264, "persisted documents")
"""

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "operations"


def document_id(text: str) -> str:
    """Return what a document is called: the hash of its text, byte for byte."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


@cache
def trusted() -> dict[str, str]:
    """Return the texts of the registered documents by their ids."""
    return {document_id(text): text for text in (path.read_text() for path in sorted(FOLDER.glob("*.graphql")))}


@cache
def names() -> dict[str, str]:
    """Return the ids of the registered documents by the names of their files."""
    return {path.stem: document_id(path.read_text()) for path in sorted(FOLDER.glob("*.graphql"))}


@cache
def texts() -> dict[str, str]:
    """Return the texts of the registered documents by the names of their files."""
    return {name: trusted()[key] for name, key in names().items()}
