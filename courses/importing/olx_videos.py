"""Open edX videos: those whose file is in the export become films, the others links with their transcripts."""

import html
import json
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from courses.importing.documents import CaptionsDoc, ResourceDoc, VideoDoc
from courses.importing.olx_text import Texts, as_markdown
from courses.importing.source import SourceError
from videos import webvtt

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FILMS = (".mp4", ".webm", ".m4v")


@dataclass(slots=True)
class Videos:
    """Reads the videos of a course."""

    texts: Texts

    def read(self, video: "Element", *, file: str, key: str, resources: list[ResourceDoc]) -> tuple[VideoDoc | None, str]:
        """Return the film, or a text that stands for it.

        Args:
            video: its element.
            file: where it is written.
            key: what it is known by.
            resources: gains its handouts.

        Raises:
            SourceError: naming the file, for a transcript that is none.
        """
        for link in [video.get("track", ""), video.get("handout", "")]:
            path = self.texts.asset(link.rpartition("@")[2].removeprefix("/static/")) if link else ""
            if path and path not in self.texts.pictures:
                self.texts.resource(path, resources)
        title = " ".join(video.get("display_name", "").split()) or _("Video")
        captions = list(self._captions(video, file))
        film = next((path for name in self._sources(video) if (path := self.texts.asset(name))), "")
        if film:
            self.texts.used.add(film)
            if video.get("start_time", "00:00:00") != "00:00:00" or video.get("end_time", "00:00:00") != "00:00:00":
                self.texts.course.skip(file, _("only a part of the film is meant: the whole is played"))
            return VideoDoc(key=key, title=title[:200], file=self.texts.source.file(film), captions=captions), ""
        address = self._address(video)
        reason = _("the film is not in the export: %(address)s is linked, its transcripts are in the text")
        self.texts.course.skip(file, reason % {"address": address or title})
        return None, self._stand_in(title, address, captions, video)

    def _sources(self, video: "Element") -> list[str]:
        """Return the file names that a video may have."""
        try:
            listed = json.loads(video.get("html5_sources", "[]"))
        except json.JSONDecodeError:
            listed = []
        sources = [*[str(source) for source in listed], *[source.get("src", "") for source in video.findall("source")]]
        names = [posixpath.basename(source.partition("?")[0]) for source in sources if source]
        return [name for name in names if name.lower().endswith(FILMS)]

    def _address(self, video: "Element") -> str:
        youtube = video.get("youtube_id_1_0") or video.get("youtube", "").rpartition(":")[2]
        if youtube:
            return f"https://www.youtube.com/watch?v={youtube}"
        return next((source.get("src", "") for source in video.findall("source")), "")

    def _captions(self, video: "Element", file: str) -> "list[CaptionsDoc]":
        """Return the transcripts that the export holds."""
        found = []
        for transcript in video.findall("transcript"):
            path = self.texts.asset(transcript.get("src", ""))
            language = transcript.get("language", "").replace("_", "-")
            if path:
                self.texts.used.add(path)
                found.append(CaptionsDoc(language, self.texts.source.text(path), path))
            else:
                name = {"path": transcript.get("src", "")}
                self.texts.course.skip(file, _("links to %(path)s, which is not there") % name)
        return found

    def _stand_in(self, title: str, address: str, captions: list[CaptionsDoc], video: "Element") -> str:
        name = html.escape(title)
        parts = [f'<p><a href="{html.escape(address)}">{name}</a></p>' if address else f"<p>{name}</p>"]
        for track in captions:
            try:
                cues = webvtt.parse(track.text)
            except DomainError as error:
                raise SourceError(error.message, file=track.file) from error
            starts, ends = (_milliseconds(video.get(attribute, "")) for attribute in ("start_time", "end_time"))
            said = [cue.text for cue in cues if cue.ends_ms > starts and (not ends or cue.starts_ms < ends)]
            label = html.escape(_("Transcript: %(title)s (%(language)s)") % {"title": title, "language": track.language})
            words = html.escape(" ".join(" ".join(said).split()))
            parts.append(f"<details>\n<summary>{label}</summary>\n<p>{words}</p>\n</details>")
        return as_markdown("\n".join(parts))


def _milliseconds(time: str) -> int:
    """Return a time of the form 00:11:39 in milliseconds; 0 for any other."""
    parts = time.split(":")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):  # noqa: PLR2004 -- hours, minutes, seconds
        return 0
    hours, minutes, seconds = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000
