// One workstream: its fields, its facts with their quotes, and facts to add.

import { call, get, path, post } from "./api.js";
import { colour, freshness } from "./colours.js";
import { fill, h } from "./dom.js";
import { action, field, form, valueOf } from "./forms.js";
import { factItem, leave } from "./fact_list.js";
import { tell, tellThere } from "./live.js";
import { pages } from "./paging.js";
import { go, href } from "./router.js";
import { moment, t, word } from "./texts.js";
import { editWorkstream, formName, WHOLE } from "./workstream_form.js";

/** The view. */
export async function show({ org, id }) {
  const list = h("ul.facts");
  const [read, more] = await Promise.all([
    call("GET", path`/workstreams/${id}`, { query: { org } }),
    pages(
      list,
      path`/workstreams/${id}/facts`,
      { org },
      (answer) => answer.facts,
      (fact) => linked(fact, id),
    ),
  ]);
  const head = h("div.head");
  drawHead(head, read);
  const none = h("p.empty", { hidden: list.childElementCount > 0 }, t("workstream.noFacts"));
  return [
    head,
    h("section", { "aria-labelledby": "facts" }, h("h2", { id: "facts" }, t("place.facts")), none, list, more),
    adding(org, id, list, none),
  ];
}

function drawHead(place, read) {
  const { data } = read;
  const redraw = (stored) => {
    drawHead(place, stored);
    place.querySelector("button").focus();
  };
  const tags = data.tags.map((tag) => h("span.tag", {}, tag));
  fill(
    place,
    h("p.above", {}, h("a", { href: href(data.org_id, "board") }, `‹ ${t("place.board")}`)),
    h(
      "div.heading",
      {},
      h("h1", {}, data.title),
      h("div.actions", {}, edit(place, data, redraw), data.stale && confirm(read, redraw), remove(read)),
    ),
    h("p.about.large", {}, about(data)),
    tags.length > 0 && h("p.tags", {}, tags),
    data.description && h("p.description", {}, data.description),
    h("p.muted", {}, t("updated.on", { moment: moment(data.updated_at) })),
  );
}

function about(data) {
  const parts = [
    colour(data.effective_status),
    data.status !== data.effective_status && t("colour.set", { colour: word("colour", data.status) }),
    t("priority", { priority: data.priority }),
    data.owner || t("owner.none"),
    word("state", data.state),
    freshness(data),
  ];
  return parts.filter(Boolean).map((part) => h("span", {}, part));
}

function edit(place, { workstream_id: id, org_id: org, title }, redraw) {
  return action(t("edit"), async () => {
    const fresh = await call("GET", path`/workstreams/${id}`, { query: { org } });
    const editing = editWorkstream(fresh, WHOLE, redraw, () => redraw(fresh));
    fill(place, h("h1", {}, title), h("div.panel", {}, editing));
    place.querySelector("input").focus();
  }, { "data-opens": formName(id) });
}

/** Says that a stale workstream stands as it did: somebody has looked. */
function confirm({ data: { workstream_id: id, org_id: org, status }, etag }, redraw) {
  return action(t("workstream.confirm"), async () => {
    const options = { query: { org }, body: { status }, headers: { "If-Match": etag } };
    redraw(await call("PATCH", path`/workstreams/${id}`, options));
    tell(t("workstream.confirmed"));
  });
}

function remove({ data, etag }) {
  const dialog = h("dialog", { "aria-labelledby": "remove-title" });
  const work = async () => {
    await call("DELETE", path`/workstreams/${data.workstream_id}`, {
      query: { org: data.org_id },
      headers: { "If-Match": etag },
    });
    tellThere(t("workstream.removed", { title: data.title }));
    go(href(data.org_id, "board"));
  };
  dialog.append(
    h("h2", { id: "remove-title" }, t("workstream.remove.ask", { title: data.title })),
    h("p", {}, t("workstream.remove.text")),
    h(
      "div.actions",
      {},
      action(t("remove"), work, { kind: "danger" }),
      h("button", { type: "button", click: () => dialog.close() }, t("cancel")),
    ),
  );
  return [h("button.quiet", { type: "button", click: () => dialog.showModal() }, t("remove")), dialog];
}

function linked(fact, workstreamId) {
  const unlink = (now, leave) =>
    action(
      t("fact.unlink"),
      async () => {
        await post(path`/workstreams/${workstreamId}/unlink-facts`, { fact_ids: [now.fact_id] }, { org: now.org_id });
        tell(t("fact.unlink.told"));
        leave();
      },
      { kind: "quiet" },
    );
  return factItem(fact, { more: unlink });
}

/** Searches facts, and links those that are chosen. */
function adding(org, id, list, none) {
  const found = h("ul.facts");
  const link = (fact) =>
    action(
      t("link.do"),
      async () => {
        await post(path`/workstreams/${id}/link-facts`, { fact_ids: [fact.fact_id] }, { org });
        list.prepend(linked(fact, id));
        none.hidden = true;
        leave(found.querySelector(`[data-fact="${CSS.escape(fact.fact_id)}"]`));
        tell(t("link.told", { count: 1, title: "" }));
      },
      { kind: "quiet" },
    );
  const onsubmit = async (element) => {
    const here = new Set([...list.children].map(({ dataset }) => dataset.fact));
    const { items } = await get("/facts/search", { org, q: valueOf(element, "q"), limit: 20 });
    const others = items.filter(({ fact_id: factId }) => !here.has(factId));
    found.replaceChildren(...others.map((fact) => factItem(fact, { more: () => [link(fact)] })));
    if (!others.length) found.replaceChildren(h("li.empty", {}, t("search.none")));
  };
  const input = h("input", { type: "search" });
  return h(
    "section",
    { "aria-labelledby": "adding" },
    h("h2", { id: "adding" }, t("workstream.add")),
    form({ submit: t("search"), onsubmit }, field("q", t("filter.q"), input)),
    found,
  );
}
