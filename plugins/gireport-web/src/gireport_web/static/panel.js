// What stands beside the report: counts, findings, facts, changes, losses, the year before.

import { SIGNS, has, text } from "./texts.js";

// An element with attributes and children; a child that is a text stays a text.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const byId = (id) => document.getElementById(id);
const sign = (severity) => element("span", { class: "sign", "aria-hidden": "true" }, SIGNS[severity]);
const pair = (key, value) => [element("dt", {}, text(key)), element("dd", {}, value)];

// Shows `view`; `goTo(finding)` is called when a finding is to be seen in the report.
export function showPanel(view, goTo) {
  byId("document-name").textContent = view.name;
  showCounts(view.counts);
  byId("findings").replaceChildren(...view.findings.map((one, index) => findingItem(one, index, goTo)));
  showFacts(view.facts);
  showChanges(view.corrections);
  showLosses(view.losses);
  showComparison(view);
}

function showCounts(counts) {
  const rows = [["error", "errors"], ["warning", "warnings"], ["info", "notes"]];
  const items = rows.map(([severity, key]) =>
    element("li", { class: severity }, sign(severity), text(key, { count: counts[severity] })));
  const clean = Object.values(counts).every((count) => count === 0);
  byId("counts").replaceChildren(...(clean ? [element("li", {}, `✓ ${text("clean")}`)] : items));
}

function findingItem(finding, index, goTo) {
  const code = finding.rule ? `${finding.code} ${finding.rule}` : finding.code;
  const details = element("dl");
  if (finding.found) details.append(...pair("found", finding.found));
  if (finding.expected) details.append(...pair("expected", finding.expected));
  if (finding.hint) details.append(...pair("hint", finding.hint));
  const item = element(
    "li",
    { class: finding.severity, id: `finding-${index}`, tabindex: "-1" },
    element("p", { class: "head" }, sign(finding.severity), `${text(finding.severity)} ${index + 1} · ${code}`),
    element("p", {}, finding.message),
  );
  if (finding.cells.length) {
    const go = { type: "button", onclick: () => goTo(finding, index) };
    item.append(element("button", go, text("go", { place: finding.place })));
  } else if (finding.place) {
    details.prepend(...pair("place", finding.place));
  }
  if (details.children.length) item.append(details);
  return item;
}

// Marks the finding with this number; takes the focus there if `focus`.
export function chooseFinding(number, focus) {
  for (const old of document.querySelectorAll("#findings .chosen")) old.classList.remove("chosen");
  const item = byId(`finding-${number}`);
  if (!item) return;
  item.classList.add("chosen");
  item.scrollIntoView({ block: "nearest" });
  if (focus) item.focus();
}

const edition = (name) => (has(`edition-${name}`) ? text(`edition-${name}`) : name);

function showFacts(facts) {
  const rows = ["organ", "year", "cited", "edition", "signature", "signed"].flatMap((key) => {
    const value = key === "edition" ? facts[key].split("/").filter(Boolean).map(edition).join(" / ") : facts[key];
    return pair(key, value || text("unknown"));
  });
  byId("facts").replaceChildren(...rows);
}

function showChanges(corrections) {
  const empty = text("empty");
  const items = corrections.map((one) => {
    const fields = { path: one.path.join(" "), before: one.before || empty, after: one.after || empty };
    return element("li", {}, text("change", fields));
  });
  byId("changes").replaceChildren(...(items.length ? items : [element("li", {}, text("no-changes"))]));
  byId("undo").disabled = !corrections.length;
}

function showLosses(losses) {
  const items = losses.map((one) => {
    const item = element("li", {}, one.sentence);
    const more = [one.place, one.details, one.count > 1 ? text("times", { count: one.count }) : ""].filter(Boolean);
    if (more.length) item.append(` (${more.join("; ")})`);
    return item;
  });
  byId("losses").replaceChildren(...(items.length ? items : [element("li", {}, text("no-losses"))]));
}

function showComparison(view) {
  byId("previous-remove").hidden = !view.previous;
  const place = byId("comparison");
  place.replaceChildren();
  if (!view.comparison) return;
  const { figures, sections, same } = view.comparison;
  place.append(element("p", {}, text("compared", { name: view.previous, changed: figures.length, same })));
  if (figures.length) place.append(figureTable(figures));
  if (sections.length) {
    place.append(element("h3", {}, text("sections")));
    for (const section of sections) place.append(sectionTexts(section));
  }
}

function figureTable(figures) {
  const heads = ["figure", "last-year", "this-year", "difference"];
  const head = element("tr", {}, ...heads.map((key) => element("th", { scope: "col" }, text(key))));
  const rows = figures.map((one) => {
    const step = one.difference === null ? "" : (one.difference > 0 ? "+" : "") + one.difference;
    const path = element("th", { scope: "row" }, one.path.join(" "));
    return element("tr", {}, path, ...[one.a, one.b, step].map((value) => element("td", {}, value)));
  });
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows));
  const region = { class: "scroll", role: "group", tabindex: "0", "aria-labelledby": "previous-title" };
  return element("div", region, table);
}

function sectionTexts(section) {
  const parts = [["only-last-year", section.only_a], ["only-this-year", section.only_b]];
  const made = element("details", {}, element("summary", {}, section.title || String(section.number)));
  for (const [key, lines] of parts) {
    if (!lines.length) continue;
    made.append(element("p", {}, text(key)), element("ul", {}, ...lines.map((line) => element("li", {}, line))));
  }
  return made;
}
