// An article: findings and spans lead to each other, keys step through them, filters calm them, repairs are made and
// copied. The page reads without it. What is chosen is kept in the address.
{
  const GROUPS = ["critical", "major", "minor", "info", "warning", "accepted"]; // the gravest first

  class Report {
    constructor(root) {
      this.root = root;
      this.all = (selector) => [...root.querySelectorAll(selector)];
      this.cards = this.all(".card");
      this.byId = new Map(this.cards.map((card) => [card.id, { card, spans: [], repair: [] }]));
      this.idsOf = new Map(this.all(".span").map((span) => [span, span.dataset.findings.split(" ")]));
      for (const [span, ids] of this.idsOf) for (const id of ids) this.byId.get(id).spans.push(span);
      for (const part of this.all("[data-by]")) this.byId.get(part.dataset.by).repair.push(part.closest(".span"));
      this.signs = this.all("sup.number, .tick");
      this.rows = this.all(".row[data-start]");
      this.current = null;
      this.listen();
      this.restore();
    }

    listen() {
      for (const controls of this.all(".controls")) controls.hidden = false;
      for (const button of this.all(".kinds button")) {
        button.disabled = false;
        button.setAttribute("aria-pressed", "false");
        button.addEventListener("click", () => this.choose(button.dataset.class));
      }
      this.root.addEventListener("change", (event) => this.changed(event.target));
      this.root.addEventListener("click", (event) => this.clicked(event));
      this.root.querySelector(".copy")?.addEventListener("click", () => this.copy());
      this.root.querySelector(".strip")?.addEventListener("click", (event) => this.jump(event));
      for (const name of ["mouseover", "mouseout"]) this.root.addEventListener(name, (event) => this.hovered(event));
    }

    // Filters, views, and their memory in the address

    get hidden() {
      return this.all(".filters input:not(:checked)").map((box) => box.value);
    }

    restore() {
      const asked = new URLSearchParams(location.search);
      const hidden = (asked.get("hide") ?? "").split(",");
      for (const box of this.all(".filters input")) box.checked = !hidden.includes(box.value);
      for (const radio of this.all(".views input")) radio.checked = radio.value === (asked.get("view") ?? "published");
      const only = this.root.querySelector(".only input");
      if (only) only.checked = asked.has("only");
      this.choose(asked.get("kind") ?? "", true);
    }

    choose(kind, exactly = false) {
      const select = this.root.querySelector(".by-class");
      if (!select) return;
      select.value = select.value === kind && !exactly ? "" : kind;
      if (select.selectedIndex < 0) select.value = "";
      this.changed(select);
    }

    changed(control) {
      const box = control.closest(".apply");
      if (box) return this.keep(box.closest(".card"), !control.checked);
      const kind = this.root.querySelector(".by-class").value;
      const view = this.root.querySelector(".views :checked")?.value ?? "published";
      const only = this.root.querySelector(".only input").checked;
      this.filter(new Set(this.hidden), kind);
      this.root.classList.toggle("repaired", view === "repaired");
      this.root.classList.toggle("only-flagged", only);
      for (const part of this.all(".apply, .copy")) part.hidden = view !== "repaired";
      for (const button of this.all(".kinds button"))
        button.setAttribute("aria-pressed", String(button.dataset.class === kind));
      this.say("");
      this.look();
      remember({ hide: this.hidden.join(","), kind, view: view === "published" ? "" : view, only: only ? "1" : "" });
    }

    filter(hidden, kind) {
      for (const card of this.cards)
        card.hidden = hidden.has(card.dataset.group) || (kind !== "" && card.dataset.class !== kind);
      for (const span of this.idsOf.keys()) {
        const shown = this.shown(span);
        span.dataset.group = GROUPS.find((group) => shown.some((card) => card.dataset.group === group)) ?? "none";
      }
      for (const sign of this.signs)
        sign.toggleAttribute("hidden", this.byId.get(sign.dataset.finding).card.hidden);
      for (const row of this.rows) row.classList.toggle("flagged", row.querySelector(".card:not([hidden])") !== null);
      this.root.querySelector(".hidden-all").hidden = this.cards.some((card) => !card.hidden);
      this.count();
    }

    // Going from finding to finding

    get listensToKeys() {
      return this.root.querySelector(".keys input")?.checked;
    }

    get steps() {
      return this.cards.filter((card) => !card.hidden && card.dataset.group !== "accepted");
    }

    count() {
      const steps = this.steps;
      const at = steps.indexOf(this.current);
      this.root.querySelector(".steps .at").value = at < 0 ? "–" : at + 1;
      this.root.querySelector(".steps .of").value = steps.length;
    }

    step(by) {
      const steps = this.steps;
      if (!steps.length) return;
      const at = steps.indexOf(this.current);
      this.select(steps[at < 0 ? (by > 0 ? 0 : steps.length - 1) : (at + by + steps.length) % steps.length], true);
    }

    select(card, move) {
      if (this.current) this.light(this.current, "current", false);
      this.current = card;
      this.light(card, "current", true);
      if (card.tagName === "DETAILS") card.open = true;
      remember({}, card.id);
      this.count();
      card.focus({ preventScroll: true });
      const row = card.closest(".row");
      // a row as tall as the screen begins with the text that its findings are about
      if (move) row.scrollIntoView({ block: row.offsetHeight > innerHeight * 0.6 ? "start" : "center" });
      card.scrollIntoView({ block: "nearest" });
    }

    light(card, name, on) {
      const { spans } = this.byId.get(card.id);
      for (const element of [card, ...spans]) element.classList.toggle(name, on);
      if (name !== "current") return;
      this.signs.find((sign) => sign.tagName === "rect" && sign.dataset.finding === card.id)?.classList.toggle(name, on);
      if (on) card.setAttribute("aria-current", "true");
      else card.removeAttribute("aria-current");
    }

    shown(span) {
      return this.idsOf.get(span).map((id) => this.byId.get(id).card).filter((card) => !card.hidden);
    }

    clicked(event) {
      const at = (selector) => event.target.closest(selector);
      const [span, card, step, sign] = [at(".span"), at(".card"), at(".step"), at("sup.number")];
      if (step) return this.step(Number(step.dataset.step));
      if (sign) return this.select(this.byId.get(sign.dataset.finding).card);
      if (span) {
        event.preventDefault();
        const choices = this.shown(span);
        // clicking again where findings overlap goes to the next one
        const next = choices[(choices.indexOf(this.current) + 1) % choices.length];
        if (next) this.select(next);
      } else if (card && !at("label, summary") && getSelection().isCollapsed) {
        event.preventDefault();
        this.select(card);
        const [first] = this.byId.get(card.id).spans;
        const place = first?.getBoundingClientRect();
        if (place && (place.bottom > innerHeight || place.top < 0)) first.scrollIntoView({ block: "center" });
      }
    }

    hovered(event) {
      const span = event.target.closest(".span");
      const card = event.target.closest(".card");
      const near = span ? this.shown(span) : card ? [card] : [];
      for (const one of near) this.light(one, "near", event.type === "mouseover");
    }

    jump(event) {
      const middle = (tick) => { const box = tick.getBoundingClientRect(); return (box.left + box.right) / 2; };
      const ticks = this.all(".tick:not([hidden])").map((tick) => [Math.abs(middle(tick) - event.clientX), tick]);
      const [, nearest] = ticks.sort(([a], [b]) => a - b)[0] ?? [];
      if (nearest) this.select(this.byId.get(nearest.dataset.finding).card, true);
    }

    // Repairs

    keep(card, kept) {
      for (const span of this.byId.get(card.id).repair) span.classList.toggle("kept", kept);
    }

    text() {
      const parts = (cell) => {
        const copied = cell.cloneNode(true);
        for (const part of copied.querySelectorAll(".kept > .now, .span:not(.kept) > .was")) part.remove();
        return copied.textContent;
      };
      return this.all(".published").map(parts).join("");
    }

    async copy() {
      await copyText(this.text());
      this.say(this.root.querySelector(".copy").dataset.done);
    }

    say(text) {
      const done = this.root.querySelector(".done");
      if (done) done.value = text;
    }

    // The part of the article that is on the screen, on the strip

    look() {
      const seen = this.root.querySelector(".strip .seen");
      if (!seen) return;
      const only = this.root.classList.contains("only-flagged");
      const rows = only ? this.rows.filter((row) => row.classList.contains("flagged")) : this.rows;
      const first = lowest(rows, (row) => row.getBoundingClientRect().bottom > 90);
      const past = lowest(rows, (row) => row.getBoundingClientRect().top > innerHeight);
      const { length } = seen.dataset;
      const place = (index) => (index < rows.length ? rows[index].dataset.start / length : 1) * 1000;
      seen.setAttribute("x", place(first));
      seen.setAttribute("width", Math.max(0, place(past) - place(first)));
    }
  }

  // The first of `items`, which are in order, that passes the test: by halving.
  function lowest(items, test) {
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(items[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  async function copyText(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // a page that came over plain HTTP has no clipboard but this one
    const put = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
    };
    document.addEventListener("copy", put, { once: true });
    document.execCommand("copy");
  }

  document.documentElement.classList.add("scripted");
  const reports = [...document.querySelectorAll(".report")].map((root) => new Report(root));
  const onScreen = () => reports.find(({ root }) => root.checkVisibility());

  function follow() {
    for (const report of reports) {
      const named = document.getElementById(location.hash.slice(1));
      const card = named?.closest(".card") ?? document.getElementById(named?.dataset.finding);
      if (card && report.byId.has(card.id)) report.select(card, true);
    }
  }

  document.addEventListener("keydown", (event) => {
    const report = onScreen();
    if (!report?.listensToKeys || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("select, input[type=search]")) return;
    if (event.key === "n" || event.key === "j") report.step(1);
    if (event.key === "p" || event.key === "k") report.step(-1);
  });
  let due = 0;
  addEventListener("scroll", () => (due ||= requestAnimationFrame(() => { due = 0; onScreen()?.look(); })), { passive: true });
  addEventListener("hashchange", follow);
  follow();
  onScreen()?.look();
}
