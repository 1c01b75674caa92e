// A list of facts to work on: link, unlink, mark as done, reject; one by one, or those that are ticked.

import { path, post } from "./api.js";
import { h } from "./dom.js";
import { action } from "./forms.js";
import { tell } from "./live.js";
import { factText } from "./fact_texts.js";
import { t } from "./texts.js";

/** What can be done with a fact; each answers with what it has become. */
const CHANGES = {
  done: { body: { state: "done" }, undo: "reopen", when: ({ state }) => state === "open" },
  reopen: { body: { state: "open" }, undo: "done", when: ({ state }) => state !== "open" },
  reject: { body: { status: "rejected" }, undo: "restore", when: ({ status }) => status !== "rejected" },
  restore: { body: { status: "proposed" }, undo: "reject", when: ({ status }) => status === "rejected" },
};

/**
 * One fact with what can be done with it.
 * @param {Object} fact
 * @param {{leading?: Node, more?: function(Object, function()): Node[]}} [options] `leading` stands before the text,
 *   `more` makes further buttons of the fact and of what takes the item away
 */
export function factItem(fact, { leading, more = () => [] } = {}) {
  const element = h("li.fact");
  element.dataset.fact = fact.fact_id;
  const draw = (now) => {
    const changes = Object.keys(CHANGES)
      .filter((name) => CHANGES[name].when(now))
      .map((name) => changer(now, name, draw, element));
    element.replaceChildren(
      ...[
        leading,
        factText(now),
        h(
          "div.actions",
          {},
          changes,
          more(now, () => leave(element)),
        ),
      ].filter(Boolean),
    );
  };
  draw(fact);
  return element;
}

function changer(fact, name, draw, element) {
  const work = async () => {
    const now = await post(path`/facts/${fact.fact_id}/status`, CHANGES[name].body, { org: fact.org_id });
    draw({ ...fact, status: now.status, state: now.state ?? fact.state });
    tell(t(`fact.${name}.told`));
    element.querySelector(`[data-change="${CHANGES[name].undo}"]`)?.focus();
  };
  return action(t(`fact.${name}`), work, { kind: "quiet", "data-change": name });
}

/** Take an item out of its list; the same control of the next one gets the focus, so that a key pressed twice is safe. */
export function leave(element) {
  const next = element.nextElementSibling ?? element.previousElementSibling;
  const list = element.parentElement;
  const held = element.contains(document.activeElement) ? document.activeElement.textContent : "";
  element.remove();
  const controls = [...(next?.querySelectorAll("button, input") ?? [])];
  const same = controls.find((control) => held && control.textContent === held);
  (same ?? controls[0] ?? list?.closest("main"))?.focus();
}
