// Fields and forms: every control has a label, and what is wrong with it stands beside it in the API's own words.

import { Problem } from "./api.js";
import { append, fill, h, uniqueId } from "./dom.js";
import { announce } from "./live.js";
import { t } from "./texts.js";

/**
 * A control with its label, a hint and a place for what is wrong with it.
 * @param {string} name the field's name in the API
 * @param {string} label
 * @param {HTMLElement} control an input, select or textarea
 * @param {string} [hint]
 * @returns {HTMLElement}
 */
export function field(name, label, control, hint) {
  const id = control.id || uniqueId(name);
  const hintElement = hint ? h("span.hint", { id: `${id}-hint` }, hint) : null;
  const error = h("span.error", { id: `${id}-error` });
  control.id = id;
  control.name = name;
  control.setAttribute("aria-describedby", [hintElement && `${id}-hint`, `${id}-error`].filter(Boolean).join(" "));
  return h("div.field", { "data-field": name }, h("label", { for: id }, label), hintElement, control, error);
}

/** A select of `[value, text]` pairs. */
export function select(options, value, attributes = {}) {
  const control = h(
    "select",
    attributes,
    options.map(([own, text]) => h("option", { value: own }, text)),
  );
  control.value = value ?? "";
  return control;
}

/**
 * A form that tells beside its fields what the API refuses.
 * @param {{submit: string, onsubmit: function(HTMLFormElement): Promise, label?: string, kind?: string, extra?: Node[],
 *   name?: string}} options `kind` is the class of the button that submits, `extra` stands beside it, `name` tells
 *   forms of the same fields apart
 * @param {...Node} children
 * @returns {HTMLFormElement}
 */
export function form({ submit, onsubmit, label, kind = "primary", extra = [], name }, ...children) {
  const summary = h("div.problem", { role: "alert", hidden: true });
  const button = h(`button.${kind}`, { type: "submit" }, submit);
  const element = h(
    "form",
    { novalidate: true, "aria-label": label ?? null, "data-form": name },
    children,
    summary,
    h("div.actions", {}, button, extra),
  );
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    clear(element, summary);
    const work = async () => {
      refuseMissing(element);
      await onsubmit(element);
    };
    await busy(button, work).catch((problem) => showIn(element, summary, problem));
  });
  return element;
}

/** What the API would refuse anyway needs no request. */
function refuseMissing(element) {
  const missing = [...element.querySelectorAll(":required")].filter((control) => !control.value.trim());
  if (!missing.length) return;
  throw new Problem(422, {
    detail: t("required"),
    errors: missing.map(({ name }) => ({ loc: [name], msg: t("required") })),
  });
}

/** Disable a button while what it began goes on. */
export async function busy(button, work) {
  if (button.getAttribute("aria-busy")) return undefined;
  button.setAttribute("aria-busy", "true");
  button.setAttribute("aria-disabled", "true");
  try {
    return await work();
  } finally {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  }
}

/**
 * A button; what goes wrong is told below it, or beside the field of the page that it is about.
 * @param {string|Node[]} text
 * @param {function(): Promise} work
 * @param {Object} [attributes]
 */
export function action(text, work, { kind = "", ...attributes } = {}) {
  const button = h(kind ? `button.${kind}` : "button", { type: "button", ...attributes }, text);
  button.addEventListener("click", async () => {
    button.parentElement.querySelector(":scope > .problem")?.remove();
    await busy(button, work).catch((problem) => showBelow(button, problem));
  });
  return button;
}

/** What went wrong, as an element that is read out. */
export function problemOf(problem, ...more) {
  if (!(problem instanceof Problem)) throw problem;
  return h("div.problem", { role: "alert" }, told(problem, problem.errors), more);
}

/** What kind of problem it is, and the API's words: of bad fields where it names several, else of all. */
function told({ kind, language: lang, message, errors: all }, errors) {
  const words =
    all.length < 2
      ? h("p", { lang }, message)
      : errors.map(({ loc, msg }) => h("p", { lang }, h("code", {}, loc.join(".")), " ", msg));
  return [kind && h("p", {}, h("strong", {}, kind)), words];
}

/** The trimmed value of a form's field, null where it is empty. */
export function valueOf(element, name) {
  return element.elements[name].value.trim() || null;
}

/** The parts of a text between commas. */
export function listed(text) {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

function clear(element, summary) {
  fill(summary).hidden = true;
  for (const control of element.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.closest(".field").querySelector(".error").textContent = "";
  }
}

function showIn(element, summary, problem) {
  if (!(problem instanceof Problem)) throw problem;
  const elsewhere = marked(element, problem);
  if (problem.errors.length && !elsewhere.length) return;
  append(summary, told(problem, elsewhere), problem.asks);
  summary.hidden = false;
}

function showBelow(button, problem) {
  if (!(problem instanceof Problem)) throw problem;
  const page = button.closest("main") ?? button.parentElement;
  if (problem.errors.length && !marked(page, problem).length) return;
  button.parentElement?.append(problemOf(problem));
}

/** Tell beside their fields what is wrong with them, and go to the first; the errors of other fields are left. */
function marked(element, problem) {
  const elsewhere = problem.errors.filter((error) => !markField(element, error, problem.language));
  const first = element.querySelector("[aria-invalid]");
  if (first) {
    first.focus();
    announce(problem.message);
  }
  return elsewhere;
}

function markField(element, { loc, msg }, language) {
  const place = loc.map((name) => element.querySelector(`[data-field="${CSS.escape(name)}"]`)).find(Boolean);
  if (!place) return false;
  place.closest("details")?.setAttribute("open", "");
  const words = language ? [t("error.refused"), " ", h("span", { lang: language }, msg)] : msg;
  fill(place.querySelector(".error"), words);
  place.querySelector("input, select, textarea").setAttribute("aria-invalid", "true");
  return true;
}
