// The texts of the page in its language, and filling them in.

// The sign of a severity, beside its colour and its word.
export const SIGNS = { error: "✕", warning: "!", info: "i" };
const KEY = "gireport-language";
let catalogue = {};
export let language = localStorage.getItem(KEY) === "en" ? "en" : "zh";

export async function loadTexts() {
  catalogue = await (await fetch("/texts")).json();
}

export function setLanguage(next) {
  language = next;
  localStorage.setItem(KEY, next);
}

// The text called `key`, with its fields in braces filled in.
export function text(key, fields = {}) {
  const found = catalogue[language]?.[key] ?? key;
  return found.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));
}

export function has(key) {
  return key in (catalogue[language] ?? {});
}

// Fills in every element that names its text.
export function translate() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = text("title");
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll("[data-title]")) element.title = text(element.dataset.title);
  const button = document.getElementById("language");
  button.lang = language === "zh" ? "en" : "zh-CN";
}
