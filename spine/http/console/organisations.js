// Organisations: which there are, and a new one.

import { call, get, path, Problem } from "./api.js";
import { h } from "./dom.js";
import { field, form, valueOf } from "./forms.js";
import { pages } from "./paging.js";
import { go, href } from "./router.js";
import { locale, t } from "./texts.js";

const settings = new Map();

/** The view: the organisations that the caller may see, and a form for a new one. */
export async function show() {
  const list = h("ul.organisations");
  const more = await pages(list, "/orgs", { limit: 50 }, (answer) => answer.orgs, item);
  const isFirst = !list.childElementCount;
  return [
    h("h1", {}, t(isFirst ? "organisations.first" : "organisations.title")),
    isFirst ? h("p.lead", {}, t("organisations.firstLead")) : [list, more],
    h(
      "section.panel",
      { "aria-labelledby": "new-organisation" },
      h("h2", { id: "new-organisation" }, t("organisations.new")),
      newOne(),
    ),
  ];
}

/** The settings of an organisation, null where none were ever made; they are asked for once. */
export function settingsOf(org) {
  if (!settings.has(org)) settings.set(org, read(org));
  return settings.get(org);
}

/** What people call an organisation. */
export async function nameOf(org) {
  return (await settingsOf(org).catch(() => null))?.name || org;
}

/** Remember settings that were just stored. */
export function rememberSettings(stored) {
  settings.set(stored.org_id, Promise.resolve(stored));
}

async function read(org) {
  try {
    return await get(path`/orgs/${org}`);
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) return null;
    settings.delete(org);
    throw problem;
  }
}

function item({ org_id: org, name }) {
  return h(
    "li",
    {},
    h("a", { href: href(org, "board") }, h("strong", {}, name || org), name && h("span.muted", {}, org)),
  );
}

function newOne() {
  const name = h("input", { required: true, maxlength: 200, autocomplete: "organization" });
  const id = h("input", { required: true, maxlength: 128, spellcheck: "false", autocapitalize: "none" });
  name.addEventListener("input", () => {
    if (!id.dataset.own) id.value = idFrom(name.value);
  });
  id.addEventListener("input", () => (id.dataset.own = id.value && "yes"));
  return form(
    { submit: t("organisations.make"), onsubmit: make },
    field("name", t("organisations.name"), name),
    field("org_id", t("organisations.id"), id, t("organisations.idHint")),
  );
}

async function make(element) {
  const org = valueOf(element, "org_id");
  if (await settingsOf(org)) throw known(org);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const body = { name: valueOf(element, "name"), language: locale(), time_zone: timeZone };
  const { data } = await call("PATCH", path`/orgs/${org}`, { body });
  rememberSettings(data);
  go(href(org, "board"));
}

/** An organisation of this id is not made again: that would give it another name. */
function known(org) {
  const msg = t("organisations.known");
  return new Problem(409, { detail: msg, errors: [{ loc: ["org_id"], msg }] });
}

function idFrom(name) {
  const folded = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return folded
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
}
