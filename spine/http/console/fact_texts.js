// A fact as people read it: its kind, words, quotes, owner, due date, and how far it was checked.

import { h } from "./dom.js";
import { day, t, word } from "./texts.js";

export const TYPES = [
  "decision_needed",
  "decision",
  "action_item",
  "task",
  "risk",
  "blocker",
  "milestone",
  "deadline",
  "question",
  "open_question",
  "topic",
  "objective",
  "insight",
  "context",
  "metric",
  "process_step",
  "dependency",
  "requirement",
  "reference",
];
export const STATUSES = ["draft", "proposed", "validated", "published", "rejected"];
export const STATES = ["open", "done", "dropped"];

/** Everything that a fact says. */
export function factText(fact) {
  const quotes = (fact.evidence ?? []).filter((one) => saysMore(one, fact));
  const isSettled = fact.state !== "open" && fact.state !== undefined;
  return h(
    isSettled ? "div.fact-text.settled" : "div.fact-text",
    {},
    h("p", {}, h("span.kind", {}, word("type", fact.fact_type)), " ", fact.text || fact.title),
    quotes.slice(0, 1).map(quotation),
    quotes.length > 1 &&
      h(
        "details",
        {},
        h("summary", {}, t("quotes.more", { count: quotes.length - 1 })),
        quotes.slice(1).map(quotation),
      ),
    about(fact),
  );
}

/** Whether a quote tells more than the fact's own words. */
function saysMore({ quote, who_said_label: who }, { text }) {
  return Boolean(quote) && (quote.trim() !== text || Boolean(who));
}

/** A quote with who said it. */
export function quotation({ quote, who_said_label: who }) {
  return h("blockquote", {}, `“${quote}”`, who && h("cite", {}, ` — ${who}`));
}

function about(fact) {
  const parts = [
    fact.owner,
    fact.due_iso && t("due", { day: day(fact.due_iso) }),
    fact.state && fact.state !== "open" && word("factState", fact.state),
    fact.status && fact.status !== "proposed" && word("status", fact.status),
    fact.created_at && t("said.on", { day: day(fact.created_at) }),
  ];
  return h(
    "p.about",
    {},
    parts.filter(Boolean).map((part) => h("span", {}, part)),
  );
}
