"""What a picture is, by its first bytes; names and claims are not asked.

Only formats that cannot carry anything to run: SVG is a document with scripts and is none of them.
"""

SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
HEAD_BYTES = 12


def picture_type(head: bytes) -> str:
    """Return the media type of a PNG, JPEG, GIF or WebP picture, or the empty text for anything else.

    Args:
        head: the first twelve bytes, or more.
    """
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for signature, kind in SIGNATURES.items() if head.startswith(signature)), "")
