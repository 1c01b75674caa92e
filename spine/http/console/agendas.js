// Stored agendas: the list, and one of them with what the meeting says about it.

import { get, path, post } from "./api.js";
import { agendaView, noted } from "./agenda.js";
import { h } from "./dom.js";
import { field, form, select, valueOf } from "./forms.js";
import { handouts } from "./handout.js";
import { tell } from "./live.js";
import { pages } from "./paging.js";
import { href } from "./router.js";
import { moment, t, word, written } from "./texts.js";

/** The view: one agenda where the URL names it, else the list. */
export async function show({ org, id }) {
  return id ? one(org, id) : list(org);
}

async function list(org) {
  const items = h("ul.rows");
  const more = await pages(
    items,
    "/agenda/proposals",
    { org },
    (answer) => answer.items,
    (item) => row(org, item),
  );
  const none = h("p.empty", {}, t("agendas.none"), " ", h("a", { href: href(org, "plan") }, t("guide.plan.do")));
  return [h("h1", {}, t("place.agendas")), items.childElementCount ? [items, more] : none];
}

function row(org, { proposal_id: id, payload, status, created_at: made }) {
  return h(
    "li",
    {},
    h("a", { href: href(org, "agendas", id) }, payload.agenda.title || payload.subject || id),
    h(
      "span.muted",
      {},
      [
        t("agendas.kept", { moment: moment(made) }),
        t("minutes", { minutes: payload.agenda.minutes ?? "–" }),
        status !== "proposed" && word("status", status),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  );
}

async function one(org, id) {
  const stored = await get(path`/agenda/proposals/${id}`, { org });
  const { payload, language: lang, notes } = stored;
  const { agenda } = payload;
  const textIn = async (format) => (await get(path`/agenda/proposals/${id}`, { org, format })).text;
  const { toolbar, renew } = handouts(textIn, agenda.title || id);
  const judge = async (fact, verdict) => {
    await feedback(org, id, { bullets: [{ fact_id: fact, verdict }] });
    await renew();
  };
  const verdicts = new Map(stored.bullets.map(({ fact_id: fact, verdict }) => [fact, verdict]));
  return [
    h("p.above", {}, h("a", { href: href(org, "agendas") }, `‹ ${t("place.agendas")}`)),
    h("h1", { lang }, agenda.title || id),
    h("p.muted", {}, when(stored)),
    toolbar,
    Array.isArray(agenda.sections)
      ? h("article.paper", {}, noted(notes), agendaView(org, agenda, { start: stored.start, judge, verdicts }))
      : h("p.empty", {}, t("agendas.legacy")),
    rating(org, stored),
  ];
}

/** When the meeting is and how long, and when its agenda was kept. */
function when({ start, payload: { agenda }, updated_at: updated }) {
  const minutes = agenda.minutes && t("minutes", { minutes: agenda.minutes });
  return [start && written(start), minutes, t("agendas.kept", { moment: moment(updated) })].filter(Boolean).join(" · ");
}

function rating(org, { proposal_id: id, rating: given, comment: said }) {
  const marks = [1, 2, 3, 4, 5].map((mark) => [String(mark), t(`rating.${mark}`)]);
  const onsubmit = async (element) => {
    await feedback(org, id, { rating: Number(valueOf(element, "rating")), ...comment(element) });
    tell(t("rating.told"));
  };
  return h(
    "section.panel.rating",
    { "aria-labelledby": "rating" },
    h("h2", { id: "rating" }, t("rating.title")),
    form(
      { submit: t("rating.send"), onsubmit, label: t("rating.title") },
      field("rating", t("rating.mark"), select([["", t("rating.choose")], ...marks], given, { required: true })),
      field("comment", t("rating.comment"), h("textarea", { rows: 2, maxlength: 4000, value: said })),
    ),
  );
}

function comment(element) {
  const text = valueOf(element, "comment");
  return text ? { comment: text } : {};
}

function feedback(org, id, body) {
  return post(path`/agenda/${id}/feedback`, body, { org });
}
