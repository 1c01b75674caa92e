// Suggested workstreams, taken or dismissed one by one, under the title that a person gives them.

import { get, path, post } from "./api.js";
import { colourOptions } from "./colours.js";
import { h } from "./dom.js";
import { action, field, form, listed, problemOf, select, valueOf } from "./forms.js";
import { factText } from "./fact_texts.js";
import { leave } from "./fact_list.js";
import { tell } from "./live.js";
import { href, refresh } from "./router.js";
import { t } from "./texts.js";

const SHOWN = 10;
const FACTS_SHOWN = 50;

/** The view. */
export async function show({ org }) {
  const { suggestions } = await post(path`/orgs/${org}/workstreams:suggest`, {}, { limit: SHOWN });
  const list = h(
    "ul.suggestions",
    {},
    suggestions.map((one) => item(org, one)),
  );
  const after = h(
    "div.actions",
    {},
    h("a.button", { href: href(org, "board") }, t("suggestions.toBoard")),
    h("a.button", { href: href(org, "plan") }, t("guide.plan.do")),
  );
  if (!suggestions.length) return [h("h1", {}, t("place.suggestions")), h("p.empty", {}, t("suggestions.none")), after];
  return [h("h1", {}, t("place.suggestions")), h("p.lead", {}, t("suggestions.lead")), list, after];
}

function item(org, suggestion) {
  const element = h("li.panel");
  const covered = suggestion.workstream_id;
  element.append(
    h("h2", {}, suggestion.title),
    h("p.muted", {}, t("facts.count", { count: suggestion.size })),
    suggestion.sample_quote ? h("blockquote", {}, `“${suggestion.sample_quote}”`) : "",
    itsFacts(org, suggestion),
    covered ? linking(org, suggestion, element) : taking(org, suggestion, element),
  );
  return element;
}

function itsFacts(org, { fact_ids: ids, size }) {
  const details = h("details", {}, h("summary", {}, t("suggestions.facts", { count: size })));
  const load = async () => {
    const facts = await Promise.all(ids.slice(0, FACTS_SHOWN).map((id) => get(path`/facts/${id}`, { org })));
    const left = ids.length - facts.length;
    details.append(
      h(
        "ul.facts",
        {},
        facts.map((fact) => h("li.fact", {}, factText(fact))),
      ),
      left ? h("p.muted", {}, t("suggestions.left", { count: left })) : "",
    );
  };
  details.addEventListener("toggle", () => load().catch((problem) => details.append(problemOf(problem))), {
    once: true,
  });
  return details;
}

function taking(org, suggestion, element) {
  const title = h("input", { value: suggestion.title, required: true, maxlength: 200 });
  const owner = h("input", { maxlength: 200, autocomplete: "off" });
  const priority = h("input", { type: "number", min: 0, max: 1000, value: suggestion.priority });
  const tags = h("input", { value: suggestion.tags.join(", "), autocomplete: "off" });
  const onsubmit = async (own) => {
    const accepted = {
      fact_ids: suggestion.fact_ids,
      title: valueOf(own, "title"),
      status: valueOf(own, "status"),
      priority: Number(valueOf(own, "priority") ?? 1),
      owner: valueOf(own, "owner"),
      tags: listed(valueOf(own, "tags")),
    };
    await decide(org, { accept: [accepted] }, element, t("suggestions.taken", { title: accepted.title }));
  };
  return form(
    {
      submit: t("suggestions.take"),
      onsubmit,
      label: t("suggestions.label", { title: suggestion.title }),
      name: suggestion.suggestion_id,
      extra: [dismissal(org, suggestion, element)],
    },
    h(
      "div.fields",
      {},
      field("title", t("field.title"), title),
      field("status", t("field.status"), select(colourOptions(), "green")),
      field("priority", t("field.priority"), priority, t("field.priority.hint")),
      field("owner", t("field.owner"), owner),
      field("tags", t("field.tags"), tags, t("field.tags.hint")),
    ),
  );
}

function linking(org, { fact_ids: ids, workstream_id: id, title }, element) {
  const work = async () => {
    const answer = await post(path`/workstreams/${id}/link-facts`, { fact_ids: ids }, { org });
    tell(t("link.told", { count: answer.linked_count, title }));
    settle(element);
  };
  return h(
    "div",
    {},
    h("p", {}, t("suggestions.covered")),
    h(
      "div.actions",
      {},
      action(t("suggestions.link"), work, { kind: "primary" }),
      dismissal(org, { fact_ids: ids }, element),
    ),
  );
}

function dismissal(org, { fact_ids: ids }, element) {
  return action(
    t("suggestions.dismiss"),
    () => decide(org, { dismiss: [{ fact_ids: ids }] }, element, t("suggestions.dismissed")),
    { kind: "quiet" },
  );
}

async function decide(org, body, element, told) {
  const answer = await post(path`/orgs/${org}/workstreams:suggest`, body);
  const gone = answer.taken?.length ?? 0;
  tell(gone ? `${told} ${t("suggestions.gone", { count: gone })}` : told);
  settle(element);
}

/** Take an item out; after the last one, see whether there are more. */
function settle(element) {
  if (element.parentElement.childElementCount === 1) refresh();
  else leave(element);
}
