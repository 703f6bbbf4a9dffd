// The page: a document is opened, looked at, mended, and taken away.

import { ReportFrame } from "./frame.js";
import { chooseFinding, element, showPanel } from "./panel.js";
import * as server from "./server.js";
import { has, language, loadTexts, setLanguage, text, translate } from "./texts.js";

const WAIT = 1500; // milliseconds after which the page asks what is before the document
const DOWNLOADS = ["docx", "odt", "html", "fragment", "markdown", "json", "pdf", "doc", "xlsx", "csv", "figures-xlsx"];
const byId = (id) => document.getElementById(id);
const say = (sentence) => { byId("status").textContent = sentence; };
const frame = new ReportFrame(byId("frame"), correct, chooseFinding);
let view = null;
let known = null;
let corrections = Promise.resolve(); // in turn: the field of one may be left while another is under way

function setState(state) {
  document.body.dataset.state = state;
}

function fail(error, title) {
  if (!(error instanceof server.Failure)) throw error;
  say("");
  byId("failure-title").textContent = text(title);
  byId("failure-text").textContent = error.message;
  byId("failure").hidden = false;
  byId("failure").focus();
}

// Runs `work` while the page says that it waits; a failure is shown, and gives undefined.
async function during(work, sentence, title = "failed-action") {
  byId("failure").hidden = true;
  say(sentence);
  const timer = setInterval(async () => {
    const { waiting } = await server.health().catch(() => ({ waiting: 0 }));
    if (waiting) say(text("waiting", { count: waiting }));
  }, WAIT);
  try {
    const result = await work();
    say("");
    return result;
  } catch (error) {
    fail(error, title);
    return undefined;
  } finally {
    clearInterval(timer);
  }
}

async function open(file) {
  if (!file) return;
  setState("working");
  const opened = await during(async () => {
    const found = await server.open(file);
    await frame.show(server.reportAddress(found.id));
    return found;
  }, text("working", { name: file.name }), "failed");
  if (!opened) {
    setState("empty");
    return;
  }
  setState("open");
  show(opened);
  byId("summary-title").focus();
}

function show(next) {
  view = next;
  showPanel(view, (finding, index) => {
    chooseFinding(index, false);
    frame.goTo(finding.cell || finding.cells[0]);
  });
  frame.mark(view);
}

function correct(cell, value) {
  corrections = corrections.then(async () => {
    const next = await during(() => server.correct(view.id, cell, value), "");
    if (!next) return;
    show(next);
    frame.focusFigure(cell);
    say(text("changed", { count: next.counts.error }));
  });
}

async function undo() {
  const next = await during(() => server.undo(view.id), "");
  if (!next) return;
  show(next);
  say(text("undone"));
}

async function openPrevious(file) {
  if (!file) return;
  const next = await during(() => server.setPrevious(view.id, file), text("working", { name: file.name }), "failed");
  if (next) show(next);
}

async function close() {
  const { id } = view;
  view = null;
  frame.clear();
  byId("failure").hidden = true;
  setState("empty");
  byId("file").value = byId("previous-file").value = "";
  byId("file").focus();
  await server.forget(id).catch(() => undefined);
}

async function download(to) {
  await during(async () => server.keep(await server.file(view.id, to)), "");
}

async function copyFragment() {
  const fragment = await during(async () => (await server.file(view.id, "fragment")).text(), "");
  if (fragment === undefined) return;
  try {
    await navigator.clipboard.writeText(fragment);
    say(text("copied"));
  } catch {
    say(text("not-copied"));
  }
}

function showFormats() {
  const writers = new Set(known.formats.filter((one) => one.writes).map((one) => one.name));
  const there = (to) => writers.has(to) || to === "fragment" || known.figures.includes(to.replace("figures-", ""));
  const isFigures = (to) => to === "xlsx" ? writers.has("xlsx") : there(to);
  byId("downloads").replaceChildren(...DOWNLOADS.filter((to) => isFigures(to) && has(`as-${to}`)).map((to) =>
    element("li", {}, element("button", { type: "button", "data-to": to, onclick: () => download(to) }, text(`as-${to}`)))));
  const suffixes = known.formats.filter((one) => one.reads).flatMap((one) => one.suffixes);
  byId("kinds").textContent = [...new Set(suffixes)].join(" ");
}

// The file that was dropped, where it was dropped.
function dropped(event) {
  event.preventDefault();
  document.body.classList.remove("dragging");
  const [file] = event.dataTransfer.files;
  if (view && event.target.closest("#previous")) openPrevious(file);
  else if (document.body.dataset.state === "empty") open(file);
  else if (view) openPrevious(file);
}

async function switchLanguage() {
  setLanguage(language === "zh" ? "en" : "zh");
  translate();
  known = await during(server.formats, "") ?? known;
  showFormats();
  if (!view) return;
  const next = await during(() => server.view(view.id), "");
  if (next) show(next);
}

function listen() {
  byId("file").addEventListener("change", (event) => open(event.target.files[0]));
  byId("previous-file").addEventListener("change", (event) => openPrevious(event.target.files[0]));
  byId("previous-remove").addEventListener("click", async () => {
    const next = await during(() => server.removePrevious(view.id), "");
    if (next) show(next);
  });
  byId("undo").addEventListener("click", undo);
  byId("copy").addEventListener("click", copyFragment);
  byId("another").addEventListener("click", close);
  byId("language").addEventListener("click", switchLanguage);
  byId("blank").addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = new FormData(event.target);
    await during(async () => server.keep(await server.blank(asked.get("organ"), asked.get("year"))), "");
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dragging");
  });
  document.addEventListener("dragleave", () => document.body.classList.remove("dragging"));
  document.addEventListener("drop", dropped);
}

await loadTexts();
translate();
listen();
known = await during(server.formats, "");
if (known) showFormats();
document.body.dataset.ready = "";
