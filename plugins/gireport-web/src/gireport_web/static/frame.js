// The report in its frame: marks on cells, and a number field in the cell of a figure. The frame runs no script:
// what happens in it is listened to from here.

import { finder } from "./cells.js";
import { SIGNS, text } from "./texts.js";

const STYLE = `
.gw-figure { all: unset; display: block; width: 100%; min-width: 24px; min-height: 24px; cursor: text; text-align: inherit; }
.gw-figure:hover { background: #e3ecf8; }
.gw-figure:focus-visible, .gw-go:focus-visible, .gw-field:focus { outline: 3px solid #12386b; outline-offset: 1px; }
.gw-field { box-sizing: border-box; width: 100%; min-width: 3.5em; min-height: 28px; padding: 2px 4px; border: 2px solid #12386b; font: inherit; text-align: center; }
.gw-error, .gw-warning, .gw-info { position: relative; outline: 3px solid; outline-offset: -3px; }
.gw-error { outline-color: #8c0d0d; outline-style: solid; background: #fdecec !important; }
.gw-warning { outline-color: #6a3d00; outline-style: dashed; background: #fff4e0 !important; }
.gw-info { outline-color: #12386b; outline-style: dotted; background: #eaf1fb !important; }
.gw-chosen { outline-width: 5px; }
.gw-sign { font: bold 14px/1 sans-serif; margin-inline-end: 2px; }
.gw-error .gw-sign { color: #8c0d0d; } .gw-warning .gw-sign { color: #6a3d00; } .gw-info .gw-sign { color: #12386b; }
.gw-go { all: unset; display: inline-block; min-width: 24px; min-height: 24px; line-height: 24px; text-align: center; cursor: pointer; }
.gw-changed { font-weight: bold; text-decoration: underline dotted; }`;

export class ReportFrame {
  // `onCorrect(cell, value)` is called with a new figure, `onChoose(number)` with the number of a finding.
  constructor(frame, onCorrect, onChoose) {
    this.frame = frame;
    this.onCorrect = onCorrect;
    this.onChoose = onChoose;
    this.find = () => null;
  }

  // Shows the page at `address`; resolves when it can be marked.
  show(address) {
    return new Promise((resolve) => {
      this.frame.addEventListener("load", () => {
        this.document = this.frame.contentDocument;
        const style = this.document.createElement("style");
        style.textContent = STYLE;
        this.document.head.append(style);
        this.find = finder(this.document.querySelector("main"));
        this.document.addEventListener("click", (event) => this.#clicked(event));
        this.document.addEventListener("auxclick", (event) => this.#stopLink(event));
        // A file that is dropped here would take the place of the report.
        for (const kind of ["dragover", "drop"]) this.document.addEventListener(kind, (event) => event.preventDefault());
        resolve();
      }, { once: true });
      this.frame.src = address;
    });
  }

  clear() {
    this.frame.removeAttribute("src");
    this.frame.src = "about:blank";
  }

  // Marks the cells of findings and makes a button of every figure.
  mark(view) {
    this.view = view;
    for (const old of this.document.querySelectorAll(".gw-error, .gw-warning, .gw-info")) {
      old.classList.remove("gw-error", "gw-warning", "gw-info", "gw-chosen");
    }
    for (const old of this.document.querySelectorAll(".gw-go, .gw-sign")) old.remove();
    this.figures = new Map(view.figures.map((one) => [one.cell, one]));
    const changed = new Set(view.corrections.map((one) => one.cell));
    for (const figure of view.figures) this.#button(figure, changed.has(figure.cell));
    // A cell has the mark of its gravest finding: findings of less weight come first here.
    const order = ["info", "warning", "error"];
    const numbered = view.findings.map((finding, index) => ({ finding, index }));
    numbered.sort((a, b) => order.indexOf(a.finding.severity) - order.indexOf(b.finding.severity) || b.index - a.index);
    for (const { finding, index } of numbered) {
      for (const address of finding.cells) this.#markCell(address, finding, index);
    }
  }

  #markCell(address, finding, index) {
    const cell = this.find(address);
    if (!cell) return;
    cell.classList.remove("gw-error", "gw-warning", "gw-info");
    cell.classList.add(`gw-${finding.severity}`);
    cell.querySelector(":scope .gw-sign")?.remove();
    cell.querySelector(":scope > .gw-go")?.remove();
    const sign = this.document.createElement("span");
    sign.className = "gw-sign";
    sign.textContent = SIGNS[finding.severity];
    const button = cell.querySelector(".gw-figure");
    cell.dataset.gwFinding = index;
    if (button) {
      sign.setAttribute("aria-hidden", "true");
      button.prepend(sign);
      const said = text("marked", { severity: text(finding.severity), message: finding.message });
      button.setAttribute("aria-label", `${this.#label(this.figures.get(address))} ${said}`);
    } else {
      const go = this.document.createElement("button");
      go.className = "gw-go";
      go.type = "button";
      go.setAttribute("aria-label", text("to-finding", { number: index + 1 }));
      go.append(sign);
      cell.prepend(go);
    }
  }

  #label(figure) {
    return text("edit", { path: figure.path.join(" "), value: figure.raw || text("empty") });
  }

  #button(figure, changed) {
    const cell = this.find(figure.cell);
    if (!cell) return;
    delete cell.dataset.gwFinding;
    let button = cell.querySelector(":scope > .gw-figure");
    if (!button) {
      button = this.document.createElement("button");
      button.type = "button";
      button.className = "gw-figure";
      button.append(...cell.childNodes);
      cell.replaceChildren(button);
      button.dataset.cell = figure.cell;
      button.dataset.raw = figure.raw;
    }
    button.classList.toggle("gw-changed", changed);
    if (button.dataset.raw !== figure.raw) {
      button.textContent = figure.raw;
      button.dataset.raw = figure.raw;
    }
    button.setAttribute("aria-label", this.#label(figure));
  }

  // Brings the cell at `address` into view, with the focus on it; a figure gets its field.
  goTo(address) {
    const cell = this.find(address);
    if (!cell) return false;
    for (const old of this.document.querySelectorAll(".gw-chosen")) old.classList.remove("gw-chosen");
    cell.classList.add("gw-chosen");
    cell.scrollIntoView({ block: "center", inline: "center" });
    this.frame.scrollIntoView({ block: "nearest" });
    const button = cell.querySelector(".gw-figure");
    if (button) this.#edit(button);
    else cell.querySelector(".gw-go")?.focus();
    return true;
  }

  focusFigure(address) {
    this.find(address)?.querySelector(".gw-figure")?.focus();
  }

  #clicked(event) {
    if (this.#stopLink(event)) return;
    const cell = event.target.closest("[data-gw-finding]");
    const button = event.target.closest(".gw-figure");
    if (cell) this.onChoose(Number(cell.dataset.gwFinding), !button);
    if (button) this.#edit(button);
  }

  // A link in the report leads nowhere from here, but to a place in the report itself.
  #stopLink(event) {
    const link = event.target.closest("a[href]");
    if (!link) return false;
    event.preventDefault();
    const address = link.getAttribute("href");
    if (address.startsWith("#")) {
      this.document.getElementById(decodeURIComponent(address.slice(1)))?.scrollIntoView();
    }
    return true;
  }

  #edit(button) {
    if (button.hidden) return;
    const figure = this.figures.get(button.dataset.cell);
    const field = this.document.createElement("input");
    field.className = "gw-field";
    field.inputMode = "decimal";
    field.autocomplete = "off";
    field.maxLength = 40;
    field.value = figure.raw;
    field.setAttribute("aria-label", text("field", { path: figure.path.join(" ") }));
    let done = false;
    const end = (save, back) => {
      if (done) return;
      done = true;
      field.remove();
      button.hidden = false;
      button.style.removeProperty("display");
      if (back) button.focus();
      if (save && field.value.trim() !== figure.raw) this.onCorrect(figure.cell, field.value.trim());
    };
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault(); // else the button, which has the focus then, takes the key for a press
      end(event.key === "Enter", true);
    });
    field.addEventListener("blur", () => end(true, false));
    button.hidden = true;
    button.style.display = "none";
    button.after(field);
    field.focus();
    field.select();
  }
}
