// Notes or a table of actions, read into facts: what was read is shown before anything is stored.

import { call, get, path } from "./api.js";
import { fill, h } from "./dom.js";
import { action, field, form, select, valueOf } from "./forms.js";
import { factText } from "./fact_texts.js";
import { href } from "./router.js";
import { t } from "./texts.js";

const TYPES = { markdown: "text/markdown", plain: "text/plain", csv: "text/csv" };
const ENDINGS = { csv: "csv", txt: "plain" };

/** The view. */
export async function show({ org }) {
  const outcome = h("div");
  const onsubmit = async (element) => {
    const asked = requestOf(element);
    const { data } = await send(org, asked, true);
    fill(outcome, preview(org, asked, data, await closedFacts(org, data.closed), outcome));
    outcome.querySelector("h2").focus();
  };
  const reading = form(
    { submit: t("notes.read"), onsubmit, label: t("place.notes") },
    fields(() => fill(outcome)),
  );
  return [h("h1", {}, t("place.notes")), h("p.lead", {}, t("notes.lead")), reading, outcome];
}

/** The fields; what the notes say of their title and form is filled in until somebody says otherwise. */
function fields(changed) {
  const text = h("textarea", { rows: 14, required: true, spellcheck: "false" });
  const title = h("input", { maxlength: 200, required: true });
  const kinds = Object.keys(TYPES).map((name) => [name, t(`notes.${name}`)]);
  const kind = select(kinds, "markdown");
  const guess = (known) => {
    if (!title.dataset.own) title.value = headingOf(text.value);
    if (!kind.dataset.own) kind.value = known ?? (looksLikeTable(text.value) ? "csv" : "markdown");
    changed();
  };
  for (const control of [title, kind]) control.addEventListener("input", () => (control.dataset.own = "yes"));
  text.addEventListener("input", () => guess());
  const day = h("input", { type: "date", value: today(), required: true });
  return [
    field("text", t("notes.text"), text, t("notes.hint")),
    fileField(text, guess),
    h(
      "div.fields",
      {},
      field("title", t("notes.title"), title, t("notes.titleHint")),
      field("started_at", t("notes.day"), day, t("notes.dayHint")),
      field("kind", t("notes.kind"), kind),
    ),
  ];
}

function requestOf(element) {
  const query = { title: valueOf(element, "title"), started_at: valueOf(element, "started_at") };
  return { text: element.elements.text.value, type: TYPES[valueOf(element, "kind")], query };
}

function send(org, { text, type, query }, dryRun) {
  return call("POST", path`/orgs/${org}/notes`, { text, type, query: { ...query, dry_run: String(dryRun) } });
}

/** The facts of other meetings that the notes report as done. */
function closedFacts(org, ids) {
  return Promise.all(ids.map((id) => get(path`/facts/${id}`, { org })));
}

/** What was read, and the button that stores it. */
function preview(org, asked, read, closed, outcome) {
  const store = async () => {
    const { data } = await send(org, asked, false);
    fill(outcome, stored(org, data));
    outcome.querySelector("h2").focus();
  };
  const count = read.facts.length;
  const facts = read.facts.map((fact) => h("li.fact", {}, factText(fact)));
  const warnings = read.warnings.map(({ msg, first }) => `${msg} (${first})`);
  return h(
    "section.panel",
    {},
    h("h2", { tabindex: "-1" }, t(count ? "notes.found" : "notes.foundNone", { count })),
    read.columns && columns(read.columns),
    h("ul.facts", {}, facts),
    told(t("notes.warnings"), warnings),
    told(
      t("notes.closed", { count: closed.length }),
      closed.map(({ text, title }) => text || title),
    ),
    told(
      t("notes.unread", { count: read.unread.length }),
      read.unread.map(({ line, text }) => `${line}: ${text}`),
    ),
    count + closed.length > 0 && h("div.actions", {}, action(t("notes.store", { count }), store, { kind: "primary" })),
  );
}

function columns(read) {
  const row = ([name, meaning]) =>
    h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, meaning ?? t("notes.columnUnread")));
  const table = h("table", {}, h("tbody", {}, Object.entries(read).map(row)));
  return h("details", { open: true }, h("summary", {}, t("notes.columns")), table);
}

function told(heading, lines) {
  return (
    lines.length > 0 &&
    h(
      "details",
      { open: lines.length < 6 },
      h("summary", {}, heading),
      h(
        "ul",
        {},
        lines.map((line) => h("li", {}, line)),
      ),
    )
  );
}

function stored(org, { inserted, updated, unchanged, closed = [] }) {
  const counts = [
    ["inserted", inserted],
    ["updated", updated],
    ["unchanged", unchanged],
    ["closed", closed.length],
  ].filter(([, count]) => count);
  return h(
    "section.panel",
    {},
    h("h2", { tabindex: "-1" }, t("notes.stored")),
    h(
      "ul",
      {},
      counts.map(([name, count]) => h("li", {}, t(`notes.${name}`, { count }))),
    ),
    h(
      "div.actions",
      {},
      h("a.button.primary", { href: href(org, "suggestions") }, t("guide.suggestions.do")),
      h("a.button", { href: href(org, "facts") }, t("notes.toFacts")),
    ),
  );
}

function fileField(text, guess) {
  const accept = ".md,.markdown,.txt,.csv,text/markdown,text/plain,text/csv";
  const input = h("input", { type: "file", accept });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    text.value = await file.text();
    guess(ENDINGS[file.name.split(".").at(-1).toLowerCase()] ?? "markdown");
  });
  return field("file", t("notes.file"), input);
}

/** The first heading of notes in Markdown, "" where there is none. */
function headingOf(text) {
  return text.match(/^#{1,2} +(.{1,200})$/m)?.[1].trim() ?? "";
}

/** Whether the first lines have the same number of separators, which notes hardly do. */
function looksLikeTable(text) {
  const lines = text.trim().split("\n").slice(0, 3);
  const counts = [",", ";", "\t"].map((mark) => lines.map((line) => line.split(mark).length - 1));
  return lines.length > 1 && counts.some((own) => own[0] > 0 && own.every((count) => count >= own[0]));
}

function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
