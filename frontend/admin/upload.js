// A form with a film in it says how far the upload is; when the server refuses something, everything chosen stays in place.
function start(form) {
  const inputs = [...form.querySelectorAll("input[type=file][data-upload]")];
  let running = false;

  form.addEventListener("submit", (event) => {
    if (running || !inputs.some((input) => input.files.length)) return;
    event.preventDefault();
    running = true;
    send(form, event.submitter, inputs.find((input) => input.files.length)).finally(() => {
      running = false;
    });
  });
}

function panel(form, input) {
  const box = form.querySelector("[data-upload-panel]") ?? document.createElement("div");
  box.dataset.uploadPanel = "";
  box.className = "school-upload";
  box.setAttribute("role", "status");
  box.replaceChildren();
  (input.closest(".form-row, .field-line, [class*=field-]") ?? input.parentElement).append(box);
  return box;
}

function send(form, submitter, input) {
  const words = document.getElementById("school-upload-words")?.dataset ?? {};
  const box = panel(form, input);
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", words.uploading ?? "");
  const text = document.createElement("span");
  text.textContent = words.uploading ?? "";
  box.append(bar, text);

  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.getAttribute("action") || location.href);
    request.setRequestHeader("X-Requested-With", "upload");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = Math.floor((event.loaded / event.total) * 100);
      text.textContent = bar.value < 100 ? `${words.uploading} ${bar.value} %` : words.checking;
    });
    request.addEventListener("load", () => {
      resolve();
      if (request.status === 200 && request.getResponseHeader("Content-Type")?.startsWith("application/json")) {
        location.assign(JSON.parse(request.responseText).location);
      } else if (request.status === 200) {
        refuse(form, box, new DOMParser().parseFromString(request.responseText, "text/html"));
      } else {
        complain(box, [words.failed]);
      }
    });
    request.addEventListener("error", () => {
      resolve();
      complain(box, [words.failed]);
    });
    request.send(new FormData(form, submitter));
  });
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

function refuse(form, box, page) {
  const lines = [...page.querySelectorAll("[data-form-error]")].map((error) => error.dataset.formError);
  complain(box, lines);
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form").forEach((form) => {
    if (form.querySelector("input[type=file][data-upload]")) start(form);
  });
});
