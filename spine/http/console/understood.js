// What Spine understood of a sentence, as a form: what is corrected there stands in the URL and wins over the sentence.

import { h } from "./dom.js";
import { field, form, listed, select, valueOf } from "./forms.js";
import { go, href } from "./router.js";
import { t, word } from "./texts.js";

/** Each field of a request: how it is shown, and how it is read from the URL. */
const FIELDS = {
  subject: { shown: ({ subject }) => subject ?? "" },
  duration_minutes: { shown: ({ duration_minutes: minutes }) => String(minutes), type: "number", parsed: Number },
  people: { shown: ({ people }) => people.join(", "), parsed: listed, hint: "understood.people.hint" },
  meeting: { shown: ({ meeting }) => meeting ?? "" },
  start_iso: { shown: ({ start }) => start?.slice(0, 16) ?? "", type: "datetime-local" },
  attendees: { shown: () => "", parsed: listed, hint: "understood.attendees.hint" },
  language: { shown: ({ language }) => language, options: ["pt-BR", "en-US"] },
};

/** The fields of a request that the URL corrects. */
export function fromQuery(query) {
  const given = Object.entries(FIELDS).filter(([name]) => query.has(name));
  return Object.fromEntries(given.map(([name, { parsed = (text) => text }]) => [name, parsed(query.get(name))]));
}

/**
 * The form.
 * @param {string} org
 * @param {Object} request what was asked, with the fields corrected so far
 * @param {Object} understood the API's answer
 */
export function understoodForm(org, request, understood) {
  const shown = Object.fromEntries(Object.entries(FIELDS).map(([name, own]) => [name, name in request ? asText(request[name]) : own.shown(understood)]));
  const onsubmit = async (element) => {
    const corrected = Object.keys(FIELDS).filter((name) => name in request || (valueOf(element, name) ?? "") !== shown[name]);
    go(href(org, "plan", "", { text: request.text, ...Object.fromEntries(corrected.map((name) => [name, valueOf(element, name) ?? " "])) }));
  };
  const fields = Object.entries(FIELDS).map(([name, own]) => field(name, t(`understood.${name}`), control(own, shown[name]), own.hint && t(own.hint)));
  return form({ submit: t("plan.again"), onsubmit, label: t("understood.title") }, h("h2", {}, t("understood.title")), assumed(understood), fields);
}

function asText(value) {
  return Array.isArray(value) ? value.join(", ") : String(value).trim();
}

function control({ type = "text", options }, value) {
  if (options) return select(options.map((own) => [own, word("language", own)]), value);
  const limits = type === "number" ? { min: 5, max: 480 } : { maxlength: 1000 };
  return h("input", { type, value, autocomplete: "off", ...limits });
}

function assumed({ assumed: names }) {
  return names.length > 0 && h("p.hint", {}, t("understood.assumed"), " ", names.map((name) => word("assumed", name)).join(", "), ".");
}
