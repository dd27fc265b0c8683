// Answers on their way to the school. Each is written down in this browser first and crossed out when the school has it, so that no
// lost connection, closed tab or ended session loses any. Their counter is the school's clock: of two devices the later choice wins.
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 30000;
const REFUSED_FOR_GOOD = [400, 404, 422];

export class Answers {
  constructor({ url, attempt, serverNow, onState, onRefused, onOver }) {
    Object.assign(this, { url, onState, onRefused, onOver });
    this.key = `exam.${attempt}`;
    this.ahead = serverNow - Date.now();
    this.seq = 0;
    this.pause = FIRST_PAUSE;
    addEventListener("online", () => this.flush());
  }

  // Tells what an earlier visit could not send.
  resume(apply) {
    for (const answer of Object.values(this.waiting)) apply(answer);
    if (Object.keys(this.waiting).length) this.flush();
  }

  // Keeps a choice and sends it.
  keep({ question, options, flagged }) {
    this.seq = Math.max(Date.now() + this.ahead, this.seq + 1);
    this.write({ ...this.waiting, [question]: { question, options, flagged, seq: this.seq } });
    this.flush();
    return this.seq;
  }

  // Sends what waits; true when the school has everything.
  flush() {
    clearTimeout(this.timer);
    this.sending ??= this.sendAll().finally(() => { this.sending = null; });
    return this.sending;
  }

  async sendAll() {
    let answer;
    while ((answer = Object.values(this.waiting)[0])) {
      this.onState("saving");
      const outcome = await this.send(answer);
      if (outcome !== "sent") {
        this.onState(outcome);
        this.timer = setTimeout(() => this.flush(), this.pause);
        this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
        return false;
      }
      this.pause = FIRST_PAUSE;
      this.crossOut(answer);
    }
    this.onState("saved");
    return true;
  }

  async send(answer) {
    try {
      const response = await fetch(this.url, { method: "POST", headers: headers(), body: JSON.stringify(answer), keepalive: true, redirect: "error" });
      if (response.ok) return "sent";
      const isTold = (response.headers.get("Content-Type") ?? "").includes("json");
      if (isTold && response.status === 409) {
        this.write({});
        this.onOver();
        return "sent";
      }
      if (isTold && REFUSED_FOR_GOOD.includes(response.status)) {
        this.onRefused((await response.json()).message);
        return "sent";
      }
      return response.status === 401 || response.status === 403 ? "signed-out" : "offline";
    } catch {
      return "offline";
    }
  }

  // What the school has, from all tabs and devices; null when it cannot be reached.
  async fetchKept() {
    try {
      const response = await fetch(this.url, { headers: { Accept: "application/json" }, redirect: "error" });
      if (response.status === 409) this.onOver();
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  crossOut(answer) {
    const { [answer.question]: latest, ...rest } = this.waiting;
    if (latest?.seq === answer.seq) this.write(rest);
  }

  get waiting() {
    if (this.memory) return this.memory;
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "{}");
    } catch {
      return {};
    }
  }

  write(answers) {
    try {
      if (Object.keys(answers).length) localStorage.setItem(this.key, JSON.stringify(answers));
      else localStorage.removeItem(this.key);
    } catch {
      this.memory = answers; // storage is switched off or full: this page remembers
    }
  }
}

// The token of now, not of when the page was opened: signing in again changes it.
function headers() {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value;
  return { "Content-Type": "application/json", "X-CSRFToken": token };
}
