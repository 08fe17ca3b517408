"use strict";
// Links findings and spans both ways, steps through them by key, and filters by severity. The page reads without it.
{
  const GRAVEST_FIRST = ["critical", "major", "minor", "info"];
  const cards = [...document.querySelectorAll(".card")];
  const spans = [...document.querySelectorAll(".span")];
  const numbers = [...document.querySelectorAll("sup.number")];
  const idsOf = (span) => span.dataset.findings.split(" ");
  const cardsOf = (span) => idsOf(span).map((id) => document.getElementById(id)).filter((card) => !card.hidden);
  const spansOf = (card) => spans.filter((span) => idsOf(span).includes(card.id));
  const inOneColumn = () => matchMedia("(max-width: 60rem)").matches;
  let current = null;

  function select(card, lookAt) {
    if (current) toggle(current, "current", false);
    current = card;
    toggle(card, "current", true);
    history.replaceState(null, "", `#${card.id}`);
    if (lookAt === card || !inOneColumn()) card.scrollIntoView({ block: "nearest" });
    if (lookAt !== card) spansOf(card)[0]?.scrollIntoView({ block: "center" });
  }

  function toggle(card, name, on) {
    for (const element of [card, ...spansOf(card)]) element.classList.toggle(name, on);
    if (name === "current") on ? card.setAttribute("aria-current", "true") : card.removeAttribute("aria-current");
  }

  function step(by) {
    const shown = cards.filter((card) => !card.hidden);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
    select(shown[next]);
  }

  function filter(report) {
    const shown = new Set([...report.querySelectorAll(".filters input:checked")].map((box) => box.value));
    for (const card of report.querySelectorAll(".card")) card.hidden = !shown.has(card.dataset.severity);
    for (const span of report.querySelectorAll(".span")) {
      const severities = cardsOf(span).map((card) => card.dataset.severity);
      span.dataset.severity = GRAVEST_FIRST.find((severity) => severities.includes(severity)) ?? "none";
    }
    for (const number of report.querySelectorAll("sup.number")) number.hidden = !shown.has(number.dataset.severity);
    report.querySelector(".hidden-all").hidden = shown.size > 0;
  }

  document.addEventListener("click", (event) => {
    const span = event.target.closest(".span");
    const card = event.target.closest(".card");
    const button = event.target.closest(".step");
    if (button) step(Number(button.dataset.step));
    if (span) {
      event.preventDefault();
      const choices = cardsOf(span);
      // clicking again where findings overlap goes to the next one
      const next = choices[(choices.indexOf(current) + 1) % choices.length];
      if (next) select(next, next);
    } else if (card && getSelection().isCollapsed) {
      event.preventDefault();
      select(card);
    }
  });

  for (const name of ["mouseover", "mouseout"]) {
    document.addEventListener(name, (event) => {
      const span = event.target.closest(".span");
      const card = event.target.closest(".card");
      for (const near of span ? cardsOf(span) : card ? [card] : []) toggle(near, "near", name === "mouseover");
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n" || event.key === "j") step(1);
    if (event.key === "p" || event.key === "k") step(-1);
  });

  for (const report of document.querySelectorAll(".report")) {
    report.addEventListener("change", () => filter(report));
    for (const control of report.querySelectorAll(".filters")) control.disabled = false;
    for (const control of report.querySelectorAll(".steps")) control.hidden = false;
  }
  for (const number of numbers) number.addEventListener("click", () => select(document.getElementById(number.dataset.finding)));
  const asked = cards.find((card) => `#${card.id}` === location.hash);
  if (asked) select(asked);
}
