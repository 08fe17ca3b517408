// The list of articles: sorted by its heads, filtered by text, severity and kind. Of very many, the first are shown.
{
  const MOST = 250; // rows laid out at once: thousands would take a second at each sort
  const form = document.querySelector(".index .controls");
  const body = document.querySelector(".index tbody");
  const heads = [...document.querySelectorAll("thead button")];
  const kinds = [...document.querySelectorAll(".index .kinds button")];
  const more = document.querySelector(".index .more");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  let rows = [];
  let most = MOST;

  function read(element) {
    const cells = new Map([...element.cells].map((cell) => [cell.dataset.sort, cell]));
    const name = cells.get("article").textContent;
    return {
      element,
      text: name.toLocaleLowerCase(),
      kinds: new Set(element.dataset.classes.split(" ")),
      value: (key) => (key === "article" ? name.trim() : Number(cells.get(key).dataset.value)),
    };
  }

  function sort(key, down) {
    const compare = (a, b) => (key === "article" ? collator.compare(a, b) : a - b);
    rows.sort((a, b) => (down ? -1 : 1) * compare(a.value(key), b.value(key)));
    body.append(...rows.map((row) => row.element));
    for (const { dataset, parentElement: head } of heads) {
      if (dataset.sort === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  function filter() {
    const { q, severity, class: kind } = Object.fromEntries(new FormData(form));
    const words = q.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const passes = (row) =>
      words.every((word) => row.text.includes(word)) &&
      (!severity || row.value(severity) > 0) &&
      (!kind || row.kinds.has(kind));
    let found = 0;
    for (const row of rows) {
      const passed = passes(row);
      found += passed;
      row.element.hidden = !passed || found > most;
    }
    form.querySelector(".shown").value = found;
    document.querySelector(".none").hidden = found > 0;
    more.hidden = found <= most;
    for (const button of kinds) button.setAttribute("aria-pressed", String(button.dataset.class === kind));
    remember({ q, severity, kind });
  }

  function sortBy({ dataset, parentElement: head }) {
    const sorted = head.getAttribute("aria-sort");
    // what counts is looked for from the top, scores and names from the bottom
    const first = head.classList.contains("number") && dataset.sort !== "score";
    const down = sorted ? sorted === "ascending" : first;
    sort(dataset.sort, down);
    filter();
    remember({ sort: `${down ? "-" : ""}${dataset.sort}` });
  }

  function restore() {
    const asked = new URLSearchParams(location.search);
    form.q.value = asked.get("q") ?? "";
    for (const [name, key] of [["severity", "severity"], ["class", "kind"]]) {
      form[name].value = asked.get(key) ?? "";
      if (form[name].selectedIndex < 0) form[name].value = "";
    }
    const [, minus, key] = /^(-?)(.+)$/.exec(asked.get("sort") ?? "") ?? [];
    if (heads.some(({ dataset }) => dataset.sort === key)) sort(key, minus === "-");
    filter();
  }

  if (form && body) {
    rows = [...body.rows].map(read);
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    more.addEventListener("click", () => {
      most = Infinity;
      filter();
    });
    for (const button of [...heads, ...kinds]) button.disabled = false;
    for (const button of heads) button.addEventListener("click", () => sortBy(button));
    for (const button of kinds)
      button.addEventListener("click", () => {
        form.class.value = form.class.value === button.dataset.class ? "" : button.dataset.class;
        filter();
      });
    restore();
  }
}
