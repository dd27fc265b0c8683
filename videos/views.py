"""The door to every media file: nothing is reachable but through here, with a token that fits the asker."""

from collections.abc import Iterator
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from acg.shared.cloudfront import plain_url, signed_cookies
from acg.shared.files import FILMS, is_remote, path_of
from videos.byte_ranges import Span, Unsatisfiable, span_of
from videos.selectors import content_type, file_of
from videos.services import take_upload
from videos.tokens import PUBLIC_VIEWER, seconds_left, viewer_key

CHUNK_BYTES = 64 * 1024


@require_safe
def media_file(request: HttpRequest, public_id: UUID, token: str, name: str) -> HttpResponseBase:
    """Send a video's file, or the bytes of it that were asked for.

    403 unless the token was made for this video and this viewer and has not ended; 404 when the video has no such file; 416 for a
    range behind its end.
    """
    keys = (viewer_key(request.user), PUBLIC_VIEWER) if request.user.is_authenticated else (PUBLIC_VIEWER,)
    left = seconds_left(token=token, public_id=public_id, viewer_keys=keys)
    if not left:
        raise PermissionDenied
    file = file_of(public_id=public_id, name=name)
    if file and is_remote():
        return _at_the_bucket(file, public_id, left)
    try:
        size = file.size if file else 0
    except FileNotFoundError:
        size = 0
    if not file or not size:
        raise Http404
    response = _answer(request, file, size, etag=f'"{name}"')
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{name}"'  # a stored file never changes: another content gets another name
    response["Cache-Control"] = f"private, max-age={left}, immutable"
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@csrf_exempt  # as S3's: the signed ticket is what lets it in, and no session is asked
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take a laptop's upload: 204, or 400 when the form was not signed for it."""
    file = request.FILES.get("file")
    if file is None:
        return HttpResponse(status=400)
    ticket, key, content_type = (request.POST.get(name, "") for name in ("ticket", "key", "Content-Type"))
    take_upload(ticket=ticket, key=key, content_type=content_type, file=file)
    return HttpResponse(status=204)


def _at_the_bucket(file: FieldFile, public_id: UUID, left: int) -> HttpResponse:
    """Send the viewer to the file behind CloudFront, with cookies that open this video's files, and no others, as long as the token."""
    folder = path_of(f"{FILMS}{public_id}/")
    response = HttpResponseRedirect(plain_url(path_of(str(file.name))))
    for name, value in signed_cookies(folder=folder, seconds=left).items():
        response.set_cookie(name, value, max_age=left, path=folder, secure=True, httponly=True, samesite="Lax")
    response["Cache-Control"] = "private, no-store"  # a kept answer would bring no cookies
    return response


def _answer(request: HttpRequest, file: FieldFile, size: int, *, etag: str) -> HttpResponseBase:
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304)
    span = None
    if request.headers.get("If-Range", etag) == etag:
        try:
            span = span_of(request.headers.get("Range", ""), size=size)
        except Unsatisfiable:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}, content_type=content_type(file))
    sent = span or Span(0, size - 1)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=content_type(file))
    else:
        response = StreamingHttpResponse(_chunks(file, sent), content_type=content_type(file))
    response["Content-Length"] = str(sent.length)
    if span:
        response.status_code = 206
        response["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    return response


def _chunks(file: FieldFile, span: Span) -> Iterator[bytes]:
    """Yield the bytes of the span, a chunk at a time; the file is open only as long as someone listens."""
    with file.storage.open(str(file.name)) as opened:
        opened.seek(span.first)
        left = span.length
        while left and (chunk := opened.read(min(CHUNK_BYTES, left))):
            left -= len(chunk)
            yield chunk
