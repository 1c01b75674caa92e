// Organisations: which there are, and a new one.

import { call, get, path, Problem } from "./api.js";
import { h } from "./dom.js";
import { field, form, valueOf } from "./forms.js";
import { pages } from "./paging.js";
import { go, href } from "./router.js";
import { locale, t } from "./texts.js";

const settings = new Map();

/** The view: the organisations that the caller may see, and a form for a new one, which may have its id already. */
export async function show({ query }) {
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
      newOne(query.get("new") ?? ""),
    ),
  ];
}

/** What is shown instead of a view of an organisation that is not there. */
export function unknown(org) {
  return [
    h("h1", {}, t("organisations.unknown", { org })),
    h("p.lead", {}, t("organisations.unknownLead")),
    h(
      "div.actions",
      {},
      h("a.button.primary", { href: href("") }, t("organisations.all")),
      h("a.button", { href: href("", "", "", { new: org }) }, t("organisations.makeIt")),
    ),
  ];
}

/** Whether there is an organisation: it has settings, or a workstream or fact of its own. */
export async function isKnown(org) {
  if (await settingsOf(org)) return true;
  const [{ workstreams }, { facts }] = await Promise.all([
    get(path`/orgs/${org}/workstreams`, { limit: 1 }),
    get(path`/orgs/${org}/facts`, { limit: 1 }),
  ]);
  return workstreams.length + facts.length > 0;
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

function newOne(wanted) {
  const name = h("input", { required: true, maxlength: 200, autocomplete: "organization" });
  const options = { required: true, maxlength: 128, spellcheck: "false", autocapitalize: "none" };
  const id = h("input", { ...options, value: wanted, "data-own": wanted && "yes" });
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
