// Requests to the server. A request that fails throws a `Failure` with the sentence to show.

import { language, text } from "./texts.js";

export class Failure extends Error {}

async function ask(path, how = {}) {
  const address = new URL(path, location.origin);
  address.searchParams.set("lang", language);
  let answer;
  try {
    answer = await fetch(address, how);
  } catch {
    throw new Failure(text("no-server"));
  }
  if (answer.ok) return answer;
  let problem = null;
  try {
    problem = await answer.json();
  } catch {
    throw new Failure(text("no-server"));
  }
  throw new Failure(problem.detail ?? text("no-server"));
}

function form(file) {
  const body = new FormData();
  body.append("file", file, file.name);
  return body;
}

const at = (id, rest = "") => `/documents/${encodeURIComponent(id)}${rest}`;
const json = async (path, how) => (await ask(path, how)).json();

export const formats = () => json("/api/formats");
export const health = () => json("/healthz");
export const open = (file) => json("/documents", { method: "POST", body: form(file) });
export const view = (id) => json(at(id));
export const forget = (id) => ask(at(id), { method: "DELETE" });
export const setPrevious = (id, file) => json(at(id, "/previous"), { method: "POST", body: form(file) });
export const removePrevious = (id) => json(at(id, "/previous"), { method: "DELETE" });
export const undo = (id) => json(at(id, "/corrections/last"), { method: "DELETE" });
export const correct = (id, cell, value) =>
  json(at(id, "/corrections"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ cell, text: value }),
  });
export const reportAddress = (id) => at(id, "/report");
export const file = (id, to) => ask(at(id, `/file?to=${to}`));
export const blank = (organ, year) =>
  ask(`/blank?organ=${encodeURIComponent(organ)}&year=${encodeURIComponent(year)}`);

// Gives the file in an answer to the reader, under the name that the server chose.
export async function keep(answer) {
  const header = answer.headers.get("content-disposition") ?? "";
  const name = decodeURIComponent(/filename\*=UTF-8''([^;]*)/.exec(header)?.[1] ?? "report");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
