"""What can be done to a video. A transcoder's verbs will stand beside these and move a video between its states."""

from videos.services.storing import add_captions, replace_source, set_poster, store_video
from videos.services.uploading import UploadForm, check_upload, finish_upload, forget_uploads, request_upload, take_upload

__all__ = [
    "UploadForm",
    "add_captions",
    "check_upload",
    "finish_upload",
    "forget_uploads",
    "replace_source",
    "request_upload",
    "set_poster",
    "store_video",
    "take_upload",
]
