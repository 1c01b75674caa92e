// What Spine understood of a sentence, as a form: what is corrected there stands in the URL and wins over the sentence.

import { h } from "./dom.js";
import { field, form, listed, select, valueOf } from "./forms.js";
import { go, href } from "./router.js";
import { list, t, word, written } from "./texts.js";

/** Each field of a request: how it is shown, and how it is read from the URL. */
const FIELDS = {
  subject: { shown: ({ subject }) => subject ?? "" },
  duration_minutes: { shown: ({ duration_minutes: minutes }) => String(minutes), type: "number", parsed: Number },
  people: {
    shown: ({ people }) => people.join(", "),
    parsed: listed,
    hint: "understood.people.hint",
    emptied: ",", // a list of nobody, which wins over the people that the sentence names
  },
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
  const known = (name) => (name in request ? asText(request[name]) : FIELDS[name].shown(understood));
  const shown = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, known(name)]));
  const onsubmit = async (element) => {
    const corrected = Object.keys(FIELDS).filter(
      (name) => name in request || (valueOf(element, name) ?? "") !== shown[name],
    );
    const given = Object.fromEntries(corrected.map((name) => [name, valueOf(element, name) || FIELDS[name].emptied]));
    go(href(org, "plan", "", { text: request.text, ...given }));
  };
  const one = ([name, own]) => field(name, t(`understood.${name}`), control(own, shown[name]), own.hint && t(own.hint));
  const fields = form(
    { submit: t("plan.again"), onsubmit, label: t("understood.title"), kind: "ordinary" },
    Object.entries(FIELDS).map(one),
  );
  const { matches: isWide } = matchMedia("(min-width: 75rem)");
  return h(
    "details",
    { open: isWide },
    h("summary", {}, h("h2", {}, t("understood.title")), h("span.digest", {}, digest(understood))),
    h("p.hint", {}, assumed(understood), t("understood.hint")),
    fields,
  );
}

/** What was understood in a line, for when the form is closed. */
function digest({ subject, meeting, people, start, duration_minutes: minutes }) {
  return [meeting, subject, ...people, start && written(start), t("minutes", { minutes })].filter(Boolean).join(" · ");
}

function asText(value) {
  return Array.isArray(value) ? value.join(", ") : String(value).trim();
}

function control({ type = "text", options }, value) {
  if (options)
    return select(
      options.map((own) => [own, word("language", own)]),
      value,
    );
  const limits = type === "number" ? { min: 5, max: 480 } : { maxlength: 1000 };
  return h("input", { type, value, autocomplete: "off", ...limits });
}

function assumed({ assumed: names }) {
  if (!names.length) return "";
  const said = list(names.map((name) => word("assumed", name)));
  return `${t("understood.assumed", { names: said })} `;
}
