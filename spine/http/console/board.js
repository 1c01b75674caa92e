// The workstreams of an organisation as a board: what is red stands first.

import { call, path } from "./api.js";
import { COLOURS, colour, colourOptions, freshness, shape } from "./colours.js";
import { h } from "./dom.js";
import { action, select } from "./forms.js";
import { guide } from "./guide.js";
import { pages } from "./paging.js";
import { go, href } from "./router.js";
import { t, whole, word } from "./texts.js";
import { editWorkstream, formName, NEW, newWorkstream, SHORT } from "./workstream_form.js";

/** The view. */
export async function show({ org, query }) {
  const filters = { status: query.get("status"), stale: query.get("stale"), min_priority: query.get("min_priority") };
  const columns = new Columns();
  const draw = (workstream) => new Card(workstream, columns).element;
  const more = await pages(columns, path`/orgs/${org}/workstreams`, filters, (answer) => answer.workstreams, draw);
  const isFiltered = Object.values(filters).some(Boolean);
  if (columns.isEmpty && !isFiltered) return [heading(org, columns), await guide(org)];
  const none = columns.isEmpty && h("p.empty", {}, t("board.noneSo"));
  return [heading(org, columns), filterBar(org, filters), none || [columns.element, more]];
}

function heading(org, columns) {
  const place = h("div.panel", { hidden: true });
  const close = () => {
    place.hidden = true;
    button.focus();
  };
  const made = (workstream) => {
    place.hidden = true;
    if (!columns.element.isConnected) return go(href(org, "workstream", workstream.workstream_id));
    const { element } = new Card(workstream, columns);
    columns.append(element);
    element.querySelector("a").focus();
    return undefined;
  };
  const open = () => {
    place.replaceChildren(newWorkstream(org, made, close));
    place.hidden = false;
    place.querySelector("input").focus();
  };
  const button = h("button", { type: "button", click: open, "data-opens": NEW }, t("workstream.new"));
  return h("div.heading", {}, h("h1", {}, t("place.board")), h("div.actions", {}, button), place);
}

function filterBar(org, filters) {
  const change = (name) => (event) => go(href(org, "board", "", { ...filters, [name]: event.target.value }));
  const control = (name, options) =>
    select([["", t("filter.any")], ...options], filters[name], {
      name,
      change: change(name),
    });
  const wrapped = (name, options) => h("label.filter", {}, h("span", {}, t(`filter.${name}`)), control(name, options));
  return h(
    "div.filters",
    { role: "search" },
    wrapped("status", colourOptions()),
    wrapped("stale", [
      ["true", t("filter.stale.true")],
      ["false", t("filter.stale.false")],
    ]),
    wrapped(
      "min_priority",
      ["5", "10", "50"].map((least) => [least, `≥ ${least}`]),
    ),
  );
}

/** The columns of the board: a colour each, and what is paused or closed below. */
class Columns {
  constructor() {
    this.lists = Object.fromEntries([...COLOURS, "resting"].map((name) => [name, h("ul.cards")]));
    this.counts = Object.fromEntries(Object.keys(this.lists).map((name) => [name, h("span.count", {}, "0")]));
    const column = (name) =>
      h(
        "section.column",
        { "aria-label": word("colour", name) },
        h("h2", {}, shape(name), word("colour", name), this.counts[name]),
        this.lists[name],
      );
    this.resting = h(
      "details.resting",
      { hidden: true },
      h("summary", {}, t("board.resting"), " ", this.counts.resting),
      this.lists.resting,
    );
    this.element = h("div", {}, h("div.board", {}, COLOURS.map(column)), this.resting);
  }

  get isEmpty() {
    return Object.values(this.lists).every((list) => !list.childElementCount);
  }

  /** Put cards where they belong: each behind those of the same or a higher priority. */
  append(...cards) {
    for (const card of cards) {
      const list = this.lists[card.dataset.column];
      const next = [...list.children].find(({ dataset }) => Number(dataset.priority) < Number(card.dataset.priority));
      list.insertBefore(card, next ?? null);
    }
    for (const [name, list] of Object.entries(this.lists))
      this.counts[name].textContent = whole(list.childElementCount);
    this.resting.hidden = !this.lists.resting.childElementCount;
  }
}

/** One workstream on the board. It can be edited where it stands. */
class Card {
  constructor(workstream, columns) {
    this.columns = columns;
    this.element = h("li.card");
    this.draw(workstream);
  }

  draw(workstream) {
    this.workstream = workstream;
    const { priority, state, effective_status: effective } = workstream;
    Object.assign(this.element.dataset, { priority, column: state === "active" ? effective : "resting" });
    const link = h("a", { href: href(workstream.org_id, "workstream", workstream.workstream_id) }, workstream.title);
    const edit = action(t("edit"), () => this.edit(), {
      kind: "quiet",
      "aria-label": t("edit.what", { title: workstream.title }),
      "data-opens": formName(workstream.workstream_id),
    });
    this.element.replaceChildren(
      h("h3", {}, link),
      facts(workstream),
      h("div.card-foot", {}, freshness(workstream), edit),
    );
  }

  async edit() {
    const { workstream_id: id, org_id: org } = this.workstream;
    const read = await call("GET", path`/workstreams/${id}`, { query: { org } });
    const done = ({ data }) => this.close(data);
    this.element.replaceChildren(editWorkstream(read, SHORT, done, () => this.close(read.data)));
    this.element.querySelector("input").focus();
  }

  close(workstream) {
    this.draw(workstream);
    this.columns.append(this.element);
    this.element.querySelector("button").focus();
  }
}

function facts({ priority, owner, state, status, effective_status: effective }) {
  return h(
    "p.card-facts",
    {},
    h("span", {}, t("priority.short", { priority })),
    h("span", {}, owner || h("span.muted", {}, t("owner.none"))),
    state !== "active" && h("span", {}, word("state", state), " · ", colour(status)),
    status !== effective && h("span.muted", {}, t("colour.set", { colour: word("colour", status) })),
  );
}
