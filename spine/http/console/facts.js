// The facts of an organisation: at first those that belong to no workstream, to be linked, settled or rejected.

import { get, path } from "./api.js";
import { h } from "./dom.js";
import { select } from "./forms.js";
import { factItem, leave } from "./fact_list.js";
import { STATES, STATUSES, TYPES } from "./fact_texts.js";
import { linkPicker } from "./link_picker.js";
import { pages } from "./paging.js";
import { go, href, refresh } from "./router.js";
import { t, word } from "./texts.js";

const FILTERS = ["q", "linked", "types", "state", "status", "owner"];
const DEFAULTS = { linked: "false", state: "open" };
const ANY = "any";

/** The view. */
export async function show({ org, query }) {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? DEFAULTS[name] ?? ""]));
  const list = h("ul.facts");
  const more = await listed(org, filters, list);
  const has = list.childElementCount > 0;
  const tools = has && (await linking(org, list));
  return [
    h("h1", {}, t("place.facts")),
    h("p.lead", {}, t("facts.lead")),
    filterBar(org, filters),
    tools,
    has ? [list, more] : nothing(org),
  ];
}

async function listed(org, filters, list) {
  const asked = Object.fromEntries(Object.entries(filters).filter(([, value]) => value && value !== ANY));
  const draw = (fact) => factItem(fact, { leading: tick(fact) });
  if (!filters.q) return pages(list, path`/orgs/${org}/facts`, asked, (answer) => answer.facts, draw);
  const found = await get("/facts/search", { org, q: filters.q, types: asked.types, status: asked.status });
  list.append(...found.items.map(draw));
  return null;
}

function tick({ fact_id: id, text, title }) {
  return h(
    "label.tick",
    {},
    h("input", { type: "checkbox", value: id, "aria-label": t("fact.choose", { text: text || title }) }),
  );
}

async function linking(org, list) {
  const ticked = () => [...list.querySelectorAll(".tick input:checked")].map(({ value }) => value);
  const done = (ids) => {
    for (const item of [...list.children].filter(({ dataset }) => ids.includes(dataset.fact))) leave(item);
    if (!list.childElementCount) refresh();
  };
  const all = h("input", { type: "checkbox", change: ({ target }) => check(list, target.checked) });
  return h("div.linking", {}, h("label.tick", {}, all, t("facts.all")), await linkPicker(org, ticked, done));
}

function check(list, checked) {
  for (const box of list.querySelectorAll(".tick input")) box.checked = checked;
}

function nothing(org) {
  return h("p.empty", {}, t("facts.none"), " ", h("a", { href: href(org, "notes") }, t("guide.notes.do")));
}

/** The filters; a search by words knows only some of them. */
function filterBar(org, filters) {
  const apply = (name, value) =>
    go(href(org, "facts", "", { ...filters, [name]: value || (name in DEFAULTS ? ANY : "") }));
  const choice = (name, options, label = name) => {
    const change = ({ target }) => apply(name, target.value);
    const chosen = filters[name] === ANY ? "" : filters[name];
    const control = select([["", t("filter.any")], ...options], chosen, { name, change });
    return h("label.filter", {}, h("span", {}, t(`filter.${label}`)), control);
  };
  const typed = (name, type) => {
    const input = h("input", { type, name, value: filters[name], change: () => apply(name, input.value.trim()) });
    return h("label.filter", {}, h("span", {}, t(`filter.${name}`)), input);
  };
  const named = (kind, values) => values.map((value) => [value, word(kind, value)]);
  const whether = ["false", "true"].map((value) => [value, t(`filter.linked.${value}`)]);
  const always = [
    typed("q", "search"),
    choice("types", named("type", TYPES)),
    choice("status", named("status", STATUSES), "checked"),
  ];
  const others = [choice("linked", whether), choice("state", named("factState", STATES)), typed("owner", "text")];
  return h("div.filters", { role: "search" }, always, !filters.q && others);
}
