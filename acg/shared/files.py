"""Uploaded files in S3, where `AWS_STORAGE_BUCKET_NAME` names the deployment's buckets; a laptop keeps them on its disk.

Films lie in the bucket that plays by signed cookies, everything else in the one of media. This class names no library: boto3 is loaded
by the first file that is read or written, never when the application starts.
"""

import io
import os
from functools import cached_property
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, default_storage
from django.db.models.fields.files import FieldFile

from acg.shared.cloudfront import signed_url

FILMS = "videos/"
PART_BYTES = 64 * 1024
FIRST_REGION = "us-east-1"  # the only one that boto3 does not name in addresses
MEDIA_FOLDER, FILMS_FOLDER = "media", "play"  # in the buckets, and so behind the distribution


def is_remote() -> bool:
    """Say whether files lie in S3, so that their bytes go from there to whoever may have them."""
    return bool(settings.AWS_STORAGE_BUCKET_NAME)


def direct_address(file: FieldFile, *, seconds: int) -> str:
    """Return an address of a stored file that opens for so many seconds; nothing on a laptop, which sends the bytes itself."""
    return signed_url(path=path_of(str(file.name)), seconds=seconds) if is_remote() else ""


def download_address(file: FieldFile, *, filename: str, seconds: int) -> str:
    """Return an address at the bucket itself that saves a stored file under a name, never shows it; nothing on a laptop.

    Args:
        file: what to send.
        filename: of letters, digits and hyphens, with its ending.
        seconds: that the address opens for.
    """
    if not is_remote():
        return ""
    how = {"ResponseContentDisposition": f'attachment; filename="{filename}"'}
    address: str = file.storage.of(str(file.name)).url(str(file.name), parameters=how, expire=seconds)  # type: ignore[attr-defined]  # `Buckets`
    return address


def path_of(name: str) -> str:
    """Return where a stored file lies behind the distribution, with its first slash."""
    return f"/{FILMS_FOLDER if name.startswith(FILMS) else MEDIA_FOLDER}/{name}"


class Buckets(Storage):
    """Stored files, each in the bucket that its name belongs to."""

    def of(self, name: str) -> Any:
        """Return the storage of the bucket that a file lies in."""
        return self._films if name.startswith(FILMS) else self._media

    @cached_property
    def _media(self) -> Any:
        # Behind the site's own host nothing that somebody uploaded may open as a page; pictures in a page show nonetheless.
        return _bucket("media", MEDIA_FOLDER, ContentDisposition="attachment")

    @cached_property
    def _films(self) -> Any:
        return _bucket("videos", FILMS_FOLDER)

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        opened: File[Any] = self.of(name).open(name, mode)
        return opened

    def _save(self, name: str, content: "File[Any]") -> str:
        saved: str = self.of(name).save(name, content)
        return saved

    def delete(self, name: str) -> None:
        """Remove a file; one that is not there is no error."""
        self.of(name).delete(name)

    def exists(self, name: str) -> bool:
        """Say whether there is such a file."""
        return bool(self.of(name).exists(name))

    def size(self, name: str) -> int:
        """Return its length in bytes."""
        return int(self.of(name).size(name))

    def url(self, name: str | None) -> str:
        """Return an address that opens for five minutes."""
        return signed_url(path=path_of(name or ""), seconds=300)


def _bucket(kind: str, folder: str, **parameters: str) -> Any:
    from storages.backends.s3 import S3Storage  # noqa: PLC0415 -- it loads boto3

    return S3Storage(
        bucket_name=f"{settings.AWS_STORAGE_BUCKET_NAME}-{kind}",
        location=folder,
        file_overwrite=False,
        signature_version="s3v4",
        addressing_style="virtual",  # the address of the region: from the general one S3 sends a form on, which browsers forbid
        # Another content gets another name.
        object_parameters={"CacheControl": "private, max-age=31536000, immutable", **parameters},
    )


def upload_form(*, name: str, content_type: str, most_bytes: int, seconds: int) -> tuple[str, dict[str, str]]:
    """Return where a browser posts a file straight to its bucket, and the fields that go before it: S3 takes this very name and type.

    https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html

    Args:
        name: that it will be stored under.
        content_type: that it must state.
        most_bytes: that it may have; at least one.
        seconds: that the form may be sent for.
    """
    storage = cast("Buckets", default_storage).of(name)
    fixed = {
        "Content-Type": content_type,
        "Cache-Control": storage.object_parameters["CacheControl"],
        "success_action_status": "204",
    }
    form: dict[str, Any] = storage.connection.meta.client.generate_presigned_post(
        Bucket=storage.bucket_name,
        Key=f"{storage.location}/{name}",
        Fields=fixed,
        Conditions=[*({field: value} for field, value in fixed.items()), ["content-length-range", 1, most_bytes]],
        ExpiresIn=seconds,
    )
    return form["url"], form["fields"]


def upload_origin() -> str:
    """Return the origin that films are sent to by `upload_form`, which boto3 makes of the same parts; nothing on a laptop."""
    if not is_remote():
        return ""
    region = os.environ.get("AWS_DEFAULT_REGION", FIRST_REGION)  # Lambda sets it
    place = "" if region == FIRST_REGION else f"{region}."
    return f"https://{settings.AWS_STORAGE_BUCKET_NAME}-videos.s3.{place}amazonaws.com"


def opened_to_look(name: str) -> BinaryIO:
    """Return a stored file to look into: of one in S3 only the parts that are looked at come here.

    Raises:
        FileNotFoundError: there is none.
    """
    if not is_remote():
        return cast("BinaryIO", default_storage.open(name))
    if not default_storage.exists(name):
        raise FileNotFoundError(name)
    return cast("BinaryIO", io.BufferedReader(_Parts(cast("Buckets", default_storage).of(name), name), PART_BYTES))


class _Parts(io.RawIOBase):
    """An object of S3, read by ranges."""

    def __init__(self, storage: Any, name: str) -> None:
        self._object = storage.bucket.Object(f"{storage.location}/{name}")
        self._size, self._at = int(self._object.content_length), 0

    def readable(self) -> bool:
        """It is read."""
        return True

    def seekable(self) -> bool:
        """Anywhere in it."""
        return True

    def tell(self) -> int:
        """Return where the next part begins."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go somewhere; nothing comes before it is read."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Read the next part."""
        length = min(len(buffer), self._size - self._at)
        if length <= 0:
            return 0
        part = self._object.get(Range=f"bytes={self._at}-{self._at + length - 1}")["Body"].read()
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)
