// The page: what stands around every view, and which view stands in it.

import { onUnauthorized, Problem } from "./api.js";
import { fill, h } from "./dom.js";
import { problemOf } from "./forms.js";
import { announce, liveElements, viewChanged } from "./live.js";
import { refresh, route } from "./router.js";
import { frame } from "./frame.js";
import { askSignIn, signInDialog } from "./signin.js";
import { inZone, locale, t } from "./texts.js";
import { focusAgain, focusIn, focusOn, typeAgain, typedIn, watchTyping } from "./typing.js";
import { show as agendas } from "./agendas.js";
import { show as board } from "./board.js";
import { show as facts } from "./facts.js";
import { show as notes } from "./notes.js";
import { isKnown, settingsOf, show as organisations, unknown } from "./organisations.js";
import { show as planning } from "./planning.js";
import { show as settings } from "./settings.js";
import { show as suggestions } from "./suggestions.js";
import { show as trend } from "./trend.js";
import { show as workstream } from "./workstream.js";

/** The views by their names in the URL. A view takes a Route and promises its elements, the first of them an h1. */
const VIEWS = {
  "": organisations,
  agendas,
  board,
  facts,
  notes,
  plan: planning,
  settings,
  suggestions,
  trend,
  workstream,
};

const main = h("main", { id: "main", tabindex: "-1" });
let shown = null;
watchTyping(main);

/** Show the view of the URL. What a view promised for an earlier URL is dropped when it comes. */
async function show() {
  const wanted = route();
  const place = [wanted.org, wanted.view, wanted.id].join("/");
  const isNew = place !== shown?.place;
  const current = { place };
  const isFirst = shown === null;
  shown = current;
  document.documentElement.lang = locale();
  frame(wanted, main);
  if (isNew) fill(main, h("p.waiting", {}, t("loading")));
  main.setAttribute("aria-busy", "true");
  const elements = await viewOf(wanted);
  if (shown !== current) return;
  const held = focusIn(main);
  fill(main, elements);
  focusAgain(main, held);
  main.removeAttribute("aria-busy");
  nameThePage(wanted, isNew && !isFirst);
  if (isNew) viewChanged();
}

/** Show the view in another language, with what was typed in it. */
async function translate() {
  const typed = typedIn(main);
  await show();
  await typeAgain(main, typed);
}

async function viewOf(wanted) {
  try {
    if (wanted.org && !(await isKnown(wanted.org))) {
      frame({ ...wanted, org: "" }, main);
      return unknown(wanted.org);
    }
    inZone(wanted.org && (await settingsOf(wanted.org))?.time_zone);
    return await (VIEWS[wanted.view] ?? nowhere)(wanted);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const again = h("button", { type: "button", click: refresh }, t("again"));
    return [h("h1", {}, t("error.title")), problemOf(problem, h("div.actions", {}, again))];
  }
}

async function nowhere() {
  return [h("h1", {}, t("nowhere")), h("p", {}, h("a", { href: "#/" }, t("organisations.all")))];
}

function nameThePage(wanted, moves) {
  const title = main.querySelector("h1");
  document.title = [title?.textContent, wanted.org, "Spine"].filter(Boolean).join(" · ");
  if (!moves) return;
  focusOn(title);
  scrollTo(0, 0);
  announce(title?.textContent ?? "");
}

onUnauthorized(async (...missing) => {
  await askSignIn(...missing);
  frame(route(), main);
});
document.body.append(h("div", { id: "frame" }), ...liveElements(), signInDialog());
addEventListener("hashchange", show);
addEventListener("language", translate);
addEventListener("click", ({ target }) => {
  if (target.closest?.("a")?.getAttribute("href") === location.hash) refresh(); // a browser stays where it is
});
show();
