// Leads an organisation without workstreams to its first agenda.

import { get, path } from "./api.js";
import { h } from "./dom.js";
import { href } from "./router.js";
import { t } from "./texts.js";

/** The steps, what is done ticked; the next one is the one to take. */
export async function guide(org) {
  const { facts } = await get(path`/orgs/${org}/facts`, { limit: 1 });
  const hasFacts = facts.length > 0;
  const steps = [
    { name: "notes", done: hasFacts, to: href(org, "notes") },
    { name: "suggestions", done: false, to: href(org, "suggestions") },
    { name: "plan", done: false, to: href(org, "plan") },
  ];
  const next = steps.find((step) => !step.done);
  return [
    h("p.lead", {}, t(hasFacts ? "guide.leadFacts" : "guide.lead")),
    h(
      "ol.guide",
      {},
      steps.map((step) => item(step, step === next)),
    ),
  ];
}

function item({ name, done, to }, isNext) {
  const text = h(
    "div",
    {},
    h("h2", {}, t(`guide.${name}`), done && h("span.done", {}, ` ✓ ${t("done")}`)),
    h("p", {}, t(`guide.${name}.text`)),
  );
  return h(
    "li",
    { "aria-current": isNext ? "step" : null },
    text,
    h(isNext ? "a.button.primary" : "a.button", { href: to }, t(`guide.${name}.do`)),
  );
}
