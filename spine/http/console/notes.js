// Notes or a table of actions, read into facts: what was read is shown before anything is stored.

import { call, path } from "./api.js";
import { fill, h } from "./dom.js";
import { action, field, form, select, valueOf } from "./forms.js";
import { factText } from "./fact_texts.js";
import { href } from "./router.js";
import { locale, t } from "./texts.js";

const TYPES = { markdown: "text/markdown", csv: "text/csv" };

/** The view. */
export async function show({ org }) {
  const outcome = h("div");
  const text = h("textarea", { rows: 14, required: true, spellcheck: "false" });
  const kind = select(
    Object.keys(TYPES).map((name) => [name, t(`notes.${name}`)]),
    "markdown",
  );
  text.addEventListener("input", () => {
    if (!kind.dataset.chosen) kind.value = looksLikeTable(text.value) ? "csv" : "markdown";
    fill(outcome);
  });
  kind.addEventListener("change", () => (kind.dataset.chosen = "yes"));
  const onsubmit = async (element) => {
    const asked = requestOf(element);
    const { data } = await send(org, asked, true);
    fill(outcome, preview(org, asked, data, outcome));
    outcome.querySelector("h2").focus();
  };
  const reading = form(
    { submit: t("notes.read"), onsubmit, label: t("place.notes") },
    field("text", t("notes.text"), text, t("notes.hint")),
    fileField(text, kind),
    h(
      "div.fields",
      {},
      field("title", t("notes.title"), h("input", { maxlength: 200, required: true }), t("notes.titleHint")),
      field(
        "started_at",
        t("notes.day"),
        h("input", { type: "date", value: today(), required: true }),
        t("notes.dayHint"),
      ),
      field("kind", t("notes.kind"), kind),
    ),
  );
  return [h("h1", {}, t("place.notes")), h("p.lead", {}, t("notes.lead")), reading, outcome];
}

function requestOf(element) {
  const query = { title: valueOf(element, "title"), started_at: valueOf(element, "started_at"), language: locale() };
  return { text: element.elements.text.value, type: TYPES[valueOf(element, "kind")], query };
}

function send(org, { text, type, query }, dryRun) {
  return call("POST", path`/orgs/${org}/notes`, { text, type, query: { ...query, dry_run: String(dryRun) } });
}

/** What was read, and the button that stores it. */
function preview(org, asked, read, outcome) {
  const store = async () => {
    const { data } = await send(org, asked, false);
    fill(outcome, stored(org, data));
    outcome.querySelector("h2").focus();
  };
  const count = read.facts.length;
  return h(
    "section.panel",
    {},
    h("h2", { tabindex: "-1" }, t(count ? "notes.found" : "notes.foundNone", { count })),
    read.columns && columns(read.columns),
    h(
      "ul.facts",
      {},
      read.facts.map((fact) => h("li.fact", {}, factText({ ...fact, evidence: different(fact) }))),
    ),
    told(t("notes.warnings"), read.warnings.map(warning)),
    told(t("notes.closed", { count: read.closed?.length ?? 0 }), read.closed ?? []),
    told(
      t("notes.unread", { count: read.unread.length }),
      read.unread.map(({ line, text }) => `${line}: ${text}`),
    ),
    count > 0 && h("div.actions", {}, action(t("notes.store", { count }), store, { kind: "primary" })),
  );
}

/** Quotes that say more than the fact's own words. */
function different({ evidence = [], text }) {
  return evidence.filter(({ quote }) => quote && quote.trim() !== text);
}

function columns(read) {
  const rows = Object.entries(read).map(([name, meaning]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      h("td", {}, typeof meaning === "string" ? meaning : JSON.stringify(meaning)),
    ),
  );
  return h("details", {}, h("summary", {}, t("notes.columns")), h("table", {}, h("tbody", {}, rows)));
}

function warning(one) {
  return typeof one === "string" ? one : one.msg;
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

function fileField(text, kind) {
  const input = h("input", { type: "file", accept: ".md,.markdown,.txt,.csv,text/markdown,text/plain,text/csv" });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    text.value = await file.text();
    kind.value = file.name.toLowerCase().endsWith(".csv") ? "csv" : "markdown";
  });
  return field("file", t("notes.file"), input);
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
