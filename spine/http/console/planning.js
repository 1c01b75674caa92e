// Plans a meeting by a sentence: what was understood is shown and can be corrected, what came of it judged and kept.

import { get, path, post } from "./api.js";
import { agendaView, noted } from "./agenda.js";
import { fill, h } from "./dom.js";
import { action, field, form, valueOf } from "./forms.js";
import { handouts } from "./handout.js";
import { announce } from "./live.js";
import { go, href, refresh } from "./router.js";
import { t, word, written } from "./texts.js";
import { fromQuery, understoodForm } from "./understood.js";

/** The view. */
export async function show({ org, query }) {
  const text = query.get("text");
  const asking = sentenceForm(org, text);
  if (!text) return [h("h1", {}, t("plan.title")), h("p.lead", {}, t("plan.lead")), asking, examples(org)];
  const request = { ...fromQuery(query), text, org, explain: true };
  const plan = await post("/agenda/plan-nl", request);
  announce(plan.proposal.agenda.title);
  return [h("h1", {}, t("plan.title")), asking, planned(org, request, plan)];
}

function sentenceForm(org, text) {
  const input = h("textarea", { rows: 2, required: true, maxlength: 4000, value: text ?? "" });
  const onsubmit = async (element) => go(href(org, "plan", "", { text: valueOf(element, "text") }));
  const element = form(
    { submit: t("plan.do"), onsubmit, label: t("plan.title"), kind: text ? "ordinary" : "primary" },
    field("text", t("plan.sentence"), input, text ? undefined : t("plan.hint")),
  );
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    element.requestSubmit();
  });
  return h("div.ask", {}, element);
}

function examples(org) {
  const link = (name) => h("li", {}, h("a", { href: href(org, "plan", "", { text: t(name) }) }, t(name)));
  return h(
    "div.examples",
    {},
    h("h2", {}, t("plan.examples")),
    h("ul", {}, ["plan.example1", "plan.example2", "plan.example3"].map(link)),
  );
}

function planned(org, request, plan) {
  const { agenda } = plan.proposal;
  const kept = new Kept(org, request);
  const side = h(
    "aside.beside",
    { "aria-label": t("understood.title") },
    understoodForm(org, request, plan.understood),
  );
  const { toolbar, renew } = handouts((format) => kept.text(format), agenda.title);
  const judge = async (fact, verdict) => {
    await kept.judge(fact, verdict);
    await renew();
  };
  return h("div.planned", {}, side, h("div", {}, kept.element, toolbar, paper(org, plan, judge)));
}

function paper(org, { proposal: { agenda }, understood: { start, language }, notes }, judge) {
  const when = [start && written(start), t("minutes", { minutes: agenda.minutes })].filter(Boolean).join(" · ");
  const title = h("h2.agenda-title", { id: "agenda-title", lang: language, "data-outcome": true }, agenda.title);
  return h(
    "article.paper",
    { "aria-labelledby": "agenda-title" },
    h("header", {}, title, h("p.muted", {}, when)),
    noted([...notes, ...advice(agenda._metadata)]),
    agendaView(org, agenda, { start, judge }),
  );
}

/** What would make the next agenda better. */
function advice({ suggested_minutes: minutes, nudge, health }) {
  return [
    minutes && t("plan.suggested", { minutes }),
    nudge && word("nudge", nudge),
    health && word("health", health),
  ].filter(Boolean);
}

/** Whether the agenda that is shown is stored. A verdict of the meeting stores it, for it belongs to an agenda. */
class Kept {
  constructor(org, request) {
    Object.assign(this, { org, request, id: null });
    this.keepButton = action(t("plan.keep"), () => this.keep(), { kind: "primary" });
    this.again = h("button.primary", { type: "button", hidden: true, click: refresh }, t("plan.again"));
    this.state = h("span.muted", { role: "status" });
    this.element = h("div.actions.kept", {}, this.keepButton, this.again, this.state);
  }

  async keep() {
    const { proposal_id: id } = await post("/agenda/propose", this.request);
    const open = h("a", { href: href(this.org, "agendas", id) }, t("plan.open"));
    fill(this.state, t("plan.kept"), " ", open);
    this.id = id;
    if (document.activeElement === this.keepButton) open.focus();
    this.keepButton.hidden = true;
  }

  async judge(fact, verdict) {
    if (!this.id) await this.keep();
    await post(path`/agenda/${this.id}/feedback`, { bullets: [{ fact_id: fact, verdict }] }, { org: this.org });
    this.again.hidden = false;
  }

  async text(format) {
    if (this.id) return (await get(path`/agenda/proposals/${this.id}`, { org: this.org, format })).text;
    return (await post("/agenda/plan-nl", { ...this.request, explain: false, format })).text;
  }
}
