// What is told while the page stays as it is: that work goes on, and what came of it.

import { h } from "./dom.js";
import { t } from "./texts.js";

const SOON = 250;
const LONG = 2500;
const READ = 5000;

let running = 0;
let timers = [];
let next = "";

const bar = h("div.bar", { hidden: true, "aria-hidden": "true" });
const polite = h("div.unseen", { role: "status" });
const toast = h("div.toast", { hidden: true, "aria-hidden": "true" });

/** The elements that tell; they stand in the page from the start, so that screen readers know them. */
export function liveElements() {
  return [bar, polite, toast];
}

/** Tell what was done, in a line that goes away by itself. */
export function tell(text) {
  announce(text);
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => (toast.hidden = true), READ);
}

/** Tell something as soon as the view that is on its way stands. */
export function tellThere(text) {
  next = text;
}

/** Another view stands: what was told of the last one goes. */
export function viewChanged() {
  toast.hidden = true;
  if (next) tell(next);
  next = "";
}

/** Tell something to those who hear the page; the others see it anyway. */
export function announce(text) {
  polite.textContent = "";
  requestAnimationFrame(() => (polite.textContent = text));
}

/** A request has begun: one that takes long is shown. */
export function began() {
  running += 1;
  if (running > 1) return;
  timers = [setTimeout(() => (bar.hidden = false), SOON), setTimeout(() => announce(t("working")), LONG)];
}

/** A request has ended. */
export function ended() {
  running -= 1;
  if (running) return;
  timers.forEach(clearTimeout);
  bar.hidden = true;
}
