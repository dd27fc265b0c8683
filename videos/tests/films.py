"""The smallest files that are, or pretend to be, films."""

import io
import struct


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def wide_box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4sQ", 1, kind, 16 + len(content)) + content


def track(handler: bytes = b"vide") -> bytes:
    return box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + handler + b"\0" * 12)))


def header(*, length: int, scale: int = 1000, wide: bool = False) -> bytes:
    times = struct.pack(">IQQIQ", 1 << 24, 0, 0, scale, length) if wide else struct.pack(">IIIII", 0, 0, 0, scale, length)
    return box(b"mvhd", times + b"\0" * 80)


def mp4(*, seconds: float = 40, brand: bytes = b"isom", handler: bytes = b"vide", padding: int = 1000) -> bytes:
    moov = box(b"moov", header(length=round(seconds * 1000)) + track(handler))
    return box(b"ftyp", brand + b"\0\0\2\0" + b"isommp41") + moov + box(b"mdat", bytes(i % 251 for i in range(padding)))


def element(kind: int, content: bytes, *, unknown_size: bool = False) -> bytes:
    length = b"\x01" + b"\xff" * 7 if unknown_size else struct.pack(">Q", len(content) | 1 << 56)
    return kind.to_bytes((kind.bit_length() + 7) // 8) + length + content


def webm(*, seconds: float | None = 40, doc_type: bytes = b"webm", track_type: int = 1, live: bool = False) -> bytes:
    info = element(0x2AD7B1, (1_000_000).to_bytes(3))
    if seconds is not None:
        info += element(0x4489, struct.pack(">d", seconds * 1000))
    tracks = element(0xAE, element(0xD7, b"\x01") + element(0x83, bytes([track_type])))
    body = element(0x1549A966, info) + element(0x1654AE6B, tracks) + element(0x1F43B675, b"\0" * 100)
    return element(0x1A45DFA3, element(0x4282, doc_type)) + element(0x18538067, body, unknown_size=live)


def film(content: bytes | None = None) -> io.BytesIO:
    return io.BytesIO(mp4() if content is None else content)


VTT = """WEBVTT

00:00:00.000 --> 00:00:04.000
The landlord keeps the roof tight.

00:00:04.000 --> 00:00:08.500
You lock your own door.
"""
