// Which seconds of the film have been played since the last time somebody asked. Seeking over a part does not count it.
export class Watched {
  constructor(video) {
    this.video = video;
    this.spans = [];
    this.from = null;
    this.last = 0;
    video.addEventListener("playing", () => this.open());
    video.addEventListener("timeupdate", () => this.follow());
    for (const name of ["pause", "seeking", "waiting", "ended"]) video.addEventListener(name, () => this.close());
    video.addEventListener("seeked", () => !video.paused && this.open());
  }

  open() {
    this.from = this.last = this.video.currentTime;
  }

  follow() {
    if (this.from !== null && !this.video.seeking && this.video.currentTime > this.last) this.last = this.video.currentTime;
  }

  close() {
    if (this.from !== null && this.last > this.from) this.spans.push([this.from, this.last]);
    this.from = null;
  }

  // Returns the spans as pairs of seconds, to a tenth, and forgets them.
  take() {
    const playing = this.from !== null;
    this.close();
    if (playing) this.from = this.last;
    const spans = this.spans.map(([from, to]) => [Math.round(from * 10) / 10, Math.round(to * 10) / 10]).filter(([from, to]) => to > from);
    this.spans = [];
    return spans;
  }
}
