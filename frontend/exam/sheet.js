// The sheet of questions: one is shown, the grid and the last page know about all.
export class Sheet {
  constructor(root, answers) {
    this.root = root;
    this.answers = answers;
    this.forms = [...root.querySelectorAll(".exam-question")];
    this.cells = [...root.querySelectorAll("#exam-grid button")];
    this.handing = root.querySelector("#handing-in");
    this.handIn = root.querySelector("#hand-in");
    this.seqs = new Map(this.forms.map((form) => [form.dataset.question, Number(form.dataset.seq)]));
    answers.seq = Math.max(...this.seqs.values());
    this.current = this.forms.find((form) => !form.hidden);
    for (const form of this.forms) {
      form.addEventListener("change", (event) => this.chosen(form, event.target));
      form.addEventListener("submit", (event) => this.follow(event));
    }
    root.querySelector("#look-over").addEventListener("click", (event) => this.step(event, "review"));
    for (const cell of this.cells) cell.addEventListener("click", (event) => this.step(event, cell.value));
    this.handing.addEventListener("click", (event) => {
      const link = event.target.closest("[data-go]");
      if (link) this.step(event, link.dataset.go);
    });
    addEventListener("popstate", (event) => this.show(event.state?.exam ?? this.current.dataset.number, { isNew: false }));
    history.replaceState({ exam: this.current.dataset.number }, "");
  }

  // A choice was made: kept at once.
  chosen(form, input) {
    const boxes = chosenIn(form);
    const isTooMany = boxes.length > Number(form.dataset.choose);
    if (isTooMany) input.checked = false;
    const told = form.querySelector("[data-too-many]");
    if (told) told.textContent = isTooMany ? told.dataset.tooMany : "";
    if (isTooMany) return;
    const question = form.dataset.question;
    this.seqs.set(question, this.answers.keep({ question, options: boxes, flagged: form.elements.flagged.checked }));
    this.mark(form);
  }

  // Shows what another tab, another device or an earlier visit chose, unless this tab chose later.
  apply({ question, options, flagged, seq }) {
    const form = this.forms.find((one) => one.dataset.question === question);
    if (!form || seq <= this.seqs.get(question)) return;
    this.seqs.set(question, seq);
    this.answers.seq = Math.max(this.answers.seq, seq);
    for (const input of form.querySelectorAll("[name=options]")) input.checked = options.includes(input.value);
    form.elements.flagged.checked = flagged;
    this.mark(form);
  }

  // A button of the question, or Enter.
  follow(event) {
    this.step(event, event.submitter?.value ?? "next");
  }

  step(event, where) {
    event.preventDefault();
    this.go(where);
  }

  go(where) {
    const number = Number(this.current.dataset.number);
    const target = { next: number + 1, previous: Math.max(number - 1, 1), back: number }[where] ?? where;
    this.show(target === "review" || target > this.forms.length ? "review" : target);
  }

  show(where, { isNew = true } = {}) {
    const form = this.forms[where - 1];
    if (form) this.current = form;
    for (const one of this.forms) one.hidden = one !== form;
    this.handing.hidden = Boolean(form);
    for (const cell of this.cells) {
      if (form && cell.value === form.dataset.number) cell.setAttribute("aria-current", "step");
      else cell.removeAttribute("aria-current");
    }
    if (!form) this.sum();
    const shown = form ?? this.handing;
    const heading = shown.querySelector("h2");
    document.title = `${heading.textContent} · ${this.root.dataset.title}`;
    const address = form ? form.action : this.handIn.action;
    if (isNew) history.pushState({ exam: where }, "", address);
    heading.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }

  // The grid's cell of a question, and how many are answered.
  mark(form) {
    const cell = this.cells[form.dataset.number - 1];
    cell.toggleAttribute("data-answered", isAnswered(form));
    cell.toggleAttribute("data-flagged", form.elements.flagged.checked);
    const answered = this.root.querySelector("#answered");
    answered.textContent = answered.dataset.text.replace("%d", this.forms.filter(isAnswered).length);
    this.sum();
  }

  // The last page: what is open, what is flagged.
  sum() {
    const lists = {
      open: this.forms.map((form) => !isAnswered(form)),
      flagged: this.forms.map((form) => form.elements.flagged.checked),
    };
    for (const [name, isListed] of Object.entries(lists)) {
      const list = this.handing.querySelector(`[data-list=${name}]`);
      const count = isListed.filter(Boolean).length;
      list.hidden = !count;
      list.querySelectorAll("li").forEach((item, place) => { item.hidden = !isListed[place]; });
      const text = list.querySelector("[data-one]");
      if (text) text.textContent = count === 1 ? text.dataset.one : text.dataset.many.replace("%d", count);
    }
    this.handing.querySelector("[data-list=complete]").hidden = lists.open.some(Boolean);
  }

  // The time is over: nothing can be chosen any more.
  freeze() {
    for (const input of this.root.querySelectorAll("input[name=options], input[name=flagged]")) input.disabled = true;
  }
}

function chosenIn(form) {
  return [...form.querySelectorAll("[name=options]:checked")].map((input) => input.value);
}

function isAnswered(form) {
  return chosenIn(form).length > 0;
}
