// An agenda as it will be printed, with what the meeting has to say about each point, and why each is there.

import { h } from "./dom.js";
import { action } from "./forms.js";
import { announce } from "./live.js";
import { href } from "./router.js";
import { day, decimal, percent, t, whole, word } from "./texts.js";

const VERDICTS = ["done", "reject", "not_now"];

/** What says in words when a point is due. */
const DUE_SIGNALS = new Set(["overdue", "due_today", "due_soon"]);

/**
 * The parts of an agenda, and what was left out.
 * @param {string} org
 * @param {Object} agenda as the API answers it
 * @param {{start: string|null, judge: function(string, string): Promise, verdicts?: Map<string, string>}} options
 *   `start` gives the parts their clock times, `judge` takes a fact and a verdict, `verdicts` were given before
 */
export function agendaView(org, agenda, { start, judge, verdicts = new Map() }) {
  const refs = new Map((agenda._metadata?.refs ?? []).map((ref) => [ref.fact_id, ref]));
  const point = new Points(refs, judge, verdicts);
  const clock = clocks(start, agenda.sections);
  return h(
    "div.agenda",
    {},
    agenda.sections.length > 0 && h("p.hint.verdict-hint", {}, t("verdict.hint")),
    agenda.sections.map((section, index) => part(org, section, clock[index], point)),
    !agenda.sections.length && h("p.empty", {}, t("agenda.empty")),
    leftOut(agenda),
  );
}

function part(org, section, clock, point) {
  const { workstream_id: workstream, title, minutes } = section;
  const named = workstream ? h("a", { href: href(org, "workstream", workstream) }, title) : title;
  return h(
    "section.part",
    {},
    h(
      "div.part-title",
      {},
      clock && h("span.clock", {}, clock),
      h("h2", {}, named),
      h("span.length", {}, t("minutes", { minutes })),
    ),
    section.items.map(({ heading, kind, bullets }) => [
      heading && h("h3", {}, heading),
      h(
        "ol",
        { start: point.next, "data-kind": kind },
        bullets.map((bullet) => point.of(bullet)),
      ),
    ]),
  );
}

/** What there is to say of an agenda as a whole. */
export function noted(notes) {
  return (
    notes.length > 0 &&
    h(
      "aside.notes",
      {},
      notes.map((note) => h("p", {}, note)),
    )
  );
}

/** The points of an agenda, numbered through. */
class Points {
  constructor(refs, judge, given) {
    Object.assign(this, { refs, judge, given, next: 1 });
  }

  of(bullet) {
    this.next += 1;
    const element = h("li", { "data-fact": bullet.fact_id });
    element.append(
      h(
        "div.point",
        {},
        h(
          "div.what",
          {},
          h("p", {}, bullet.text),
          quote(this.refs.get(bullet.fact_id), bullet),
          h("div.below", {}, this.verdicts(bullet, element), reasons(bullet)),
        ),
        who(bullet),
        h("span.length", {}, bullet.minutes ? t("minutes", { minutes: bullet.minutes }) : ""),
      ),
    );
    return element;
  }

  /** The buttons for the verdicts on a point, and what the one that was given does. */
  verdicts({ fact_id: id, text }, element) {
    const effect = h("span.muted");
    const show = (given) => {
      element.dataset.verdict = given;
      effect.textContent = t(`verdict.${given}.told`);
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.gives === given));
    };
    const judge = async (button) => {
      const given = button.getAttribute("aria-pressed") === "true" ? "accept" : button.dataset.gives;
      await this.judge(id, given);
      show(given);
      announce(effect.textContent);
    };
    const buttons = VERDICTS.map((verdict) => {
      const options = { kind: "quiet", "aria-pressed": "false", "data-gives": verdict };
      const button = action(t(`verdict.${verdict}`), () => judge(button), options);
      return button;
    });
    if (this.given.has(id)) show(this.given.get(id));
    return h("div.actions.verdicts", { role: "group", "aria-label": t("verdicts.of", { text }) }, buttons, effect);
  }
}

function quote(ref, bullet) {
  if (ref?.quote?.trim() === bullet.text && !ref.who_said) return null;
  if (!ref?.quote) return bullet.why && h("blockquote", {}, bullet.why);
  return h("blockquote", {}, `“${ref.quote}”`, ref.who_said && h("cite", {}, ` — ${ref.who_said}`));
}

function who({ owner, due, signals = [], due_state: state, why_now: why, carried_from: carried, owner_absent: absent }) {
  const isTold = why && signals.some((signal) => DUE_SIGNALS.has(signal));
  return h(
    "p.who",
    {},
    owner && h("span", {}, absent ? t("owner.absent", { owner }) : owner),
    due && h("span.muted", {}, isTold ? day(due) : t("due", { day: day(due) })),
    why && h(state === "overdue" ? "span.overdue" : "span.muted", {}, why),
    carried && !why && h("span.muted", {}, t("carried")),
  );
}

/** Why a point has its place, in the figures of the planner. */
function reasons({ score }) {
  if (!score) return null;
  const rows = score.parts.map(({ name, raw, weight, contribution }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, word("part", name)),
      h("td", {}, decimal(raw)),
      h("td", {}, decimal(weight)),
      h("td", {}, decimal(contribution)),
    ),
  );
  const head = ["part", "raw", "weight", "contribution"].map((name) => h("th", { scope: "col" }, t(`score.${name}`)));
  const total = h(
    "tr",
    {},
    h("th", { scope: "row", colspan: "3" }, t("score.total")),
    h("td", {}, decimal(score.total)),
  );
  return h(
    "details.reasons",
    {},
    h("summary", {}, t("score.why", { score: percent(score.total) })),
    h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows), h("tfoot", {}, total)),
  );
}

function leftOut({ parked = [], parked_count: count = 0, _metadata: metadata = {} }) {
  const excluded = Object.entries(counted(metadata.excluded ?? []));
  if (!count && !excluded.length) return null;
  const line = ({ text, reason }) => h("li", {}, text, " ", h("span.muted", {}, `(${word("reason", reason)})`));
  const said = excluded.map(([reason, number]) => `${word("reason", reason)}: ${whole(number)}`).join(" · ");
  return h(
    "div.left-out",
    {},
    count > 0 &&
      h(
        "details",
        { open: true },
        h("summary", {}, h("h2", {}, t("agenda.leftOut", { count }))),
        h("ul", {}, parked.map(line)),
        count > parked.length && h("p.muted", {}, t("agenda.further", { count: count - parked.length })),
      ),
    said && h("p.muted", {}, t("agenda.excluded"), " ", said),
  );
}

function counted(excluded) {
  const counts = {};
  for (const { reason } of excluded) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

/** The clock time of each part, as the organisation's clock shows it; none without a start. */
function clocks(start, sections) {
  if (!start) return [];
  const [hours, minutes] = start.slice(11, 16).split(":").map(Number);
  let passed = hours * 60 + minutes;
  return sections.map((section) => {
    const clock = `${String(Math.floor(passed / 60) % 24).padStart(2, "0")}:${String(passed % 60).padStart(2, "0")}`;
    passed += section.minutes;
    return clock;
  });
}
