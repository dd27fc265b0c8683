// Heartbeats: what was watched and where the viewer is, told to the school at the interval that it asks for. What is not yet told is
// written down in this browser first and crossed out when the school has it, so that no lost connection, closed tab or ended session
// loses any: the next player that opens tells what is left. The school keeps a union, so saying a second twice adds nothing.
const TOO_MANY = 200;
const REFUSED_FOR_GOOD = [400, 404, 413, 422];

export class Beats {
  constructor({ url, csrf, viewer, lesson, interval, onAnswer, onKept }) {
    Object.assign(this, { url, csrf, lesson, interval, onAnswer, onKept });
    this.folder = `beats.${viewer}.`;
    this.session = crypto.randomUUID();
    this.seq = 0;
    this.position = null;
  }

  // The second at which an earlier player of this lesson stopped without being able to tell; null when there is none.
  get untoldPosition() {
    const untold = this.keys().map((key) => this.read(key)).filter((beat) => beat?.lesson === this.lesson);
    return untold.length ? untold.at(-1).position : null;
  }

  // Adds what was played to what is to be told; true when there is something.
  note(ranges, position) {
    const second = Math.floor(position);
    if (!ranges.length && second === this.position) return false;
    this.position = second;
    this.seq += 1;
    const untold = this.read(this.own)?.ranges ?? [];
    this.write(this.own, {
      lesson: this.lesson, session: this.session, seq: this.seq, ranges: joined([...untold, ...ranges]).slice(-TOO_MANY), position: second,
    });
    return true;
  }

  // Tells what is written down, one player after the other.
  tell() {
    this.telling ??= this.tellAll().finally(() => { this.telling = null; });
    return this.telling;
  }

  async tellAll() {
    let waiting = false;
    for (const key of this.keys()) {
      const beat = this.read(key);
      if (beat && (await this.post(beat))) {
        if (this.read(key)?.seq === beat.seq) this.write(key, null);
      } else if (beat) {
        waiting = true;
      }
    }
    this.onKept(waiting);
  }

  // The page goes away: `keepalive` outlives it as sendBeacon does, but carries the token that the school asks of every writer. It
  // stays written down, for nobody is left to hear the answer.
  tellLeaving() {
    const beat = this.read(this.own);
    if (beat) this.post(beat, { keepalive: true });
  }

  // True when the school has it, or will never take it; false to try again with the next beat.
  async post(beat, options = {}) {
    try {
      const headers = { "Content-Type": "application/json", "X-CSRFToken": this.csrf };
      const answer = await fetch(this.url, { method: "POST", headers, body: JSON.stringify(beat), redirect: "error", ...options });
      if (REFUSED_FOR_GOOD.includes(answer.status)) return true;
      const said = await answer.json(); // a page instead (the session has ended, the token is old) is caught below: kept
      if (!answer.ok) return said.code === "forbidden";
      this.interval = said.interval_seconds || this.interval;
      if (beat.lesson === this.lesson) this.onAnswer(said);
      return said.is_accepted !== false;
    } catch {
      return false;
    }
  }

  get own() {
    return this.folder + this.session;
  }

  keys() {
    return Object.keys(this.storage).filter((key) => key.startsWith(this.folder));
  }

  read(key) {
    try {
      return JSON.parse(this.storage[key] ?? "null");
    } catch {
      return null;
    }
  }

  write(key, beat) {
    try {
      if (beat) this.storage[key] = JSON.stringify(beat);
      else delete this.storage[key];
    } catch {
      this.memory = { ...this.storage, [key]: JSON.stringify(beat) }; // the storage is full: better kept in this page than nowhere
    }
  }

  // The browser's storage, or this page's memory where storage is switched off.
  get storage() {
    if (this.memory) return this.memory;
    try {
      return localStorage;
    } catch {
      this.memory = {};
      return this.memory;
    }
  }
}

// Ranges that touch become one.
function joined(ranges) {
  const result = [];
  for (const [from, until] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else result.push([from, until]);
  }
  return result;
}
