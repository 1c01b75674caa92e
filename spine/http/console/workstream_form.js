// Makes and edits a workstream. Of two who edit one, the second is told what the first changed.

import { call, path, Problem } from "./api.js";
import { colourOptions } from "./colours.js";
import { h } from "./dom.js";
import { action, field, form, listed, select, valueOf } from "./forms.js";
import { tell } from "./live.js";
import { t, word } from "./texts.js";

const STATES = ["active", "paused", "closed"];

/** Each field: how its control is made of a workstream's value, and how the value is read from the form. */
const FIELDS = {
  title: { control: (value) => h("input", { value, required: true, maxlength: 200 }) },
  status: { control: (value) => select(colourOptions(), value ?? "green") },
  priority: {
    control: (value) => h("input", { type: "number", min: 0, max: 1000, value: value ?? 1 }),
    read: (text) => Number(text ?? 1),
    hint: "field.priority.hint",
  },
  owner: { control: (value) => h("input", { value, maxlength: 200, autocomplete: "off" }) },
  state: {
    control: (value) =>
      select(
        STATES.map((state) => [state, word("state", state)]),
        value ?? "active",
      ),
  },
  start_iso: { control: (value) => h("input", { type: "date", value: value?.slice(0, 10) }) },
  target_iso: { control: (value) => h("input", { type: "date", value: value?.slice(0, 10) }) },
  tags: { control: (value) => h("input", { value: (value ?? []).join(", ") }), read: listed, hint: "field.tags.hint" },
  description: { control: (value) => h("textarea", { value, rows: 3, maxlength: 8000 }) },
};

/** The name of the form for a new workstream. */
export const NEW = "new workstream";

/** The fields of the short form; the others stand on the page of the workstream. */
export const SHORT = ["title", "status", "priority", "owner", "state"];
export const WHOLE = Object.keys(FIELDS);

/**
 * A form for a new workstream.
 * @param {string} org
 * @param {function(Object)} done called with what was stored
 * @param {function()} cancel
 */
export function newWorkstream(org, done, cancel) {
  const idempotency = crypto.randomUUID();
  const onsubmit = async (element) => {
    const headers = { "Idempotency-Key": idempotency };
    const { data } = await call("POST", path`/orgs/${org}/workstreams`, { body: readAll(element, SHORT), headers });
    tell(t("workstream.made", { title: data.title }));
    done(data);
  };
  return form(
    { submit: t("workstream.make"), onsubmit, label: t("workstream.new"), extra: [cancelButton(cancel)], name: NEW },
    drawn(SHORT, {}),
  );
}

/**
 * A form that changes a workstream.
 * @param {{data: Object, etag: string}} read the workstream as it was read
 * @param {string[]} names the fields to show
 * @param {function({data: Object, etag: string})} done called with what was stored
 * @param {function()} cancel
 */
export function editWorkstream(read, names, done, cancel) {
  let known = read;
  const where = path`/workstreams/${read.data.workstream_id}`;
  const query = { org: read.data.org_id };
  const onsubmit = async (element) => {
    const body = changes(element, names, known.data);
    try {
      const stored = await call("PATCH", where, { query, body, headers: { "If-Match": known.etag } });
      tell(t("workstream.saved", { title: stored.data.title }));
      done(stored);
    } catch (problem) {
      if (!(problem instanceof Problem) || !problem.isConflict) throw problem;
      const theirs = await call("GET", where, { query });
      const differing = names.filter((name) => JSON.stringify(known.data[name]) !== JSON.stringify(theirs.data[name]));
      for (const name of differing.filter((one) => !(one in body))) show(element, name, theirs.data);
      problem.asks = conflict(differing, theirs, done);
      known = theirs;
      throw problem;
    }
  };
  const options = { submit: t("save"), label: t("workstream.edit"), name: formName(read.data.workstream_id) };
  return form({ ...options, onsubmit, extra: [cancelButton(cancel)] }, drawn(names, read.data));
}

/** The name of the form that changes a workstream. */
export function formName(id) {
  return `workstream ${id}`;
}

function cancelButton(cancel) {
  return h("button.quiet", { type: "button", click: cancel }, t("cancel"));
}

function drawn(names, workstream) {
  const one = (name) =>
    field(name, t(`field.${name}`), FIELDS[name].control(workstream[name]), FIELDS[name].hint && t(FIELDS[name].hint));
  return h("div.fields", {}, names.map(one));
}

function readAll(element, names) {
  return Object.fromEntries(
    names.map((name) => [name, (FIELDS[name].read ?? ((text) => text))(valueOf(element, name))]),
  );
}

/** The fields that a person changed; a moment that is shown as its day stays where the day stays. */
function changes(element, names, before) {
  const shown = (name, value) => JSON.stringify(name.endsWith("_iso") ? (value?.slice(0, 10) ?? null) : value);
  return Object.fromEntries(
    Object.entries(readAll(element, names)).filter(
      ([name, value]) => shown(name, value) !== shown(name, before[name] ?? null),
    ),
  );
}

/** Show in the form what is stored in a field. */
function show(element, name, stored) {
  element.elements[name].value = FIELDS[name].control(stored[name]).value;
}

/** What somebody else changed meanwhile, and the way to take it. To save again keeps one's own changes. */
function conflict(differing, theirs, done) {
  const lines = differing.map((name) => h("li", {}, h("strong", {}, t(`field.${name}`)), " ", said(theirs.data[name])));
  const take = action(t("conflict.take"), async () => done(theirs));
  return h(
    "div",
    {},
    h("p", {}, t("conflict.theirs")),
    h("ul", {}, lines),
    h("p", {}, t("conflict.ask")),
    h("div.actions", {}, take),
  );
}

function said(value) {
  return Array.isArray(value) ? value.join(", ") : String(value ?? "–");
}
