// What is written appears beside itself as the school will show it; the server draws it, so the two can never differ.
const PAUSE = 350;

function start(field) {
  const source = field.querySelector("textarea");
  const target = field.querySelector("[data-markdown-preview]");
  const address = source.dataset.renderUrl;
  if (!address) return;
  let timer;
  let asked;

  async function draw() {
    asked?.abort();
    asked = new AbortController();
    const token = source.form.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: new URLSearchParams({ text: source.value }),
        headers: { "X-CSRFToken": token },
        signal: asked.signal,
      });
      // Sanitised by the server, as what is stored is.
      if (answer.ok) target.innerHTML = await answer.text();
      else target.textContent = answer.status === 413 ? await answer.text() : target.textContent;
    } catch {
      // Another letter was typed meanwhile, or the network is away: the last look stays.
    }
  }

  source.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  });
  if (source.value.trim()) draw();
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-markdown]").forEach(start));
