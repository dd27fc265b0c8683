// A form with files in it says how far they are; when something is refused, everything chosen stays in place. A film goes to where films
// are kept before the form goes to the site, which takes no request of its size.
const words = () => document.getElementById("school-upload-words")?.dataset ?? {};

class Refusal extends Error {
  constructor(...lines) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

function start(form) {
  const inputs = [...form.querySelectorAll("input[type=file][data-upload]")];
  const arrived = new WeakMap(); // by file: where it was to go, and the id it goes by
  let running = false;

  form.addEventListener("submit", async (event) => {
    const chosen = inputs.filter((input) => input.files.length);
    if (running || !chosen.length) return;
    event.preventDefault();
    running = true;
    const box = panel(form, chosen.find(isShown));
    try {
      const data = new FormData(form, event.submitter);
      // Who signed in again meanwhile has another token than the page.
      const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
      if (token) data.set("csrfmiddlewaretoken", token);
      for (const input of inputs) await sendApart(input, data, arrived, box);
      await sendForm(form, data, arrived, box);
    } catch (error) {
      complain(box, error instanceof Refusal ? error.lines : [words().failed]);
    } finally {
      running = false;
    }
  });
}

// Take a film out of the form's data, send it by itself, and put the id that it goes by in its place.
async function sendApart(input, data, arrived, box) {
  const [file] = input.files;
  if (!file || input.dataset.uploadApart === undefined) return;
  data.delete(input.name);
  if (!isShown(input)) return; // the lesson has become one of another kind
  if (!file.size || file.size > Number(input.dataset.uploadMost)) throw new Refusal(words().wrongSize);
  const place = data.get("video") ?? "";
  let known = arrived.get(file);
  if (known?.place !== place) {
    const way = await ask(input.dataset.uploadApart, file, place, data);
    await deliver(way, file, box);
    known = { place, upload: way.upload };
    arrived.set(file, known);
  }
  data.set(`${input.name}_upload`, known.upload);
}

async function ask(address, file, place, data) {
  const question = new FormData();
  for (const [name, value] of Object.entries({
    csrfmiddlewaretoken: data.get("csrfmiddlewaretoken"),
    title: data.get("title") ?? "",
    content_type: file.type,
    video: place,
  }))
    question.append(name, value);
  const answer = await fetch(address, { method: "POST", body: question });
  if (answer.redirected) throw new Refusal(words().signedOut);
  if (answer.status !== 200 && answer.status !== 400) throw new Refusal(words().failed);
  const way = await answer.json();
  if (!answer.ok) throw new Refusal(way.error);
  return way;
}

async function deliver(way, file, box) {
  const parcel = new FormData();
  for (const [name, value] of Object.entries(way.fields)) parcel.append(name, value);
  parcel.append("file", file);
  const { status } = await send(way.url, parcel, box);
  if (status < 200 || status > 299) throw new Refusal(words().failed);
}

async function sendForm(form, data, arrived, box) {
  const answer = await send(form.getAttribute("action") || location.href, data, box, { "X-Requested-With": "upload" });
  if (answer.status !== 200) throw new Refusal(words().failed);
  if (answer.getResponseHeader("Content-Type")?.startsWith("application/json")) {
    location.assign(JSON.parse(answer.responseText).location);
    return;
  }
  const page = new DOMParser().parseFromString(answer.responseText, "text/html");
  const errors = [...page.querySelectorAll("[data-form-error]")];
  for (const { dataset } of errors) {
    // What was sent is none, or is there no more: the next try sends it anew.
    const input = dataset.formField && form.elements[dataset.formField];
    if (input?.files?.length) arrived.delete(input.files[0]);
  }
  if (!errors.length) throw new Refusal(page.getElementById("school-upload-words") ? words().failed : words().signedOut);
  throw new Refusal(...errors.map((error) => error.dataset.formError));
}

function send(url, data, box, headers = {}) {
  const { uploading = "", checking = "" } = words();
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", uploading);
  const text = document.createElement("span");
  text.textContent = uploading;
  box.replaceChildren(bar, text);

  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = Math.floor((event.loaded / event.total) * 100);
      text.textContent = bar.value < 100 ? `${uploading} ${bar.value} %` : checking;
    });
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", () => reject(new Refusal(words().failed)));
    request.send(data);
  });
}

const rowOf = (input) => input.closest(".form-row, .field-line, [class*=field-]") ?? input.parentElement;
const isShown = (input) => rowOf(input).checkVisibility();

function panel(form, input) {
  const box = form.querySelector("[data-upload-panel]") ?? document.createElement("div");
  box.dataset.uploadPanel = "";
  box.className = "school-upload";
  box.setAttribute("role", "status");
  box.replaceChildren();
  const row = input ? rowOf(input) : form;
  (row.querySelector(":scope > .grow") ?? row).append(box); // below the input, not beside it
  return box;
}

function complain(box, lines) {
  const list = document.createElement("ul");
  list.setAttribute("role", "alert");
  for (const line of lines) {
    const item = document.createElement("li");
    item.textContent = line;
    list.append(item);
  }
  box.replaceChildren(list);
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form").forEach((form) => {
    if (form.querySelector("input[type=file][data-upload]")) start(form);
  });
});
