// What somebody has typed or has the focus on: it outlives that a view is drawn anew.

const WAIT = 3000;

/** Watch an element for controls that somebody changes. */
export function watchTyping(element) {
  for (const event of ["input", "change"]) element.addEventListener(event, ({ target }) => (target.dataset.typed = "yes"));
}

/**
 * What was typed in an element and is not sent yet.
 * @returns {{form: string, name: string, type: string, value: string, checked: boolean}[]}
 */
export function typedIn(element) {
  return [...element.querySelectorAll("[data-typed]")]
    .filter(({ type }) => type !== "file")
    .map(({ form, name, type, value, checked }) => ({ form: formOf(form), name, type, value, checked }));
}

/** Type it again in the view that was drawn anew; a form that was opened by a button is opened by it again. */
export async function typeAgain(element, typed) {
  const held = document.activeElement; // a form that is opened takes the focus
  for (const name of new Set(typed.map(({ form }) => form))) await opened(element, name);
  for (const one of typed) {
    const control = [...element.querySelectorAll("input, select, textarea")].find((other) => isSame(other, one));
    if (!control) continue;
    if (control.type === "checkbox") control.checked = one.checked;
    else control.value = one.value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  held?.focus();
}

function isSame(control, { form, name, type, value }) {
  if (formOf(control.form) !== form || control.name !== name || control.type !== type) return false;
  return type !== "checkbox" || control.value === value;
}

function formOf(form) {
  return form?.dataset.form ?? "";
}

/** Wait until the form of a name is there. */
async function opened(element, name) {
  const find = (kind) => [...element.querySelectorAll(`[data-${kind}]`)].find(({ dataset }) => dataset[kind] === name);
  const button = find("opens");
  if (!name || find("form") || !button) return;
  const isThere = new Promise((resolve) => {
    const observer = new MutationObserver(() => find("form") && resolve(observer.disconnect()));
    observer.observe(element, { childList: true, subtree: true });
    setTimeout(resolve, WAIT);
  });
  button.click();
  await isThere;
}

/** What has the focus in an element, for `focusAgain`; null where nothing has. */
export function focusIn(element) {
  const held = document.activeElement;
  return element.contains(held) && held !== element ? { name: held.name, tag: held.tagName, text: held.textContent } : null;
}

/** Give the focus to what came of it; else to the control that had it, to one of the same text, or to the title. */
export function focusAgain(element, held) {
  if (!held) return;
  const same = ({ tagName, textContent }) => tagName === held.tag && textContent === held.text;
  const wanted = [
    element.querySelector("[data-outcome]"),
    held.name && element.querySelector(`[name="${CSS.escape(held.name)}"]`),
    [...element.querySelectorAll("button, a")].find(same),
    element.querySelector("h1"),
  ];
  wanted.filter(Boolean).find(focusOn);
}

/** Give the focus to an element, a heading too; whether it takes it. */
export function focusOn(element) {
  if (element?.matches("h1, h2")) element.setAttribute("tabindex", "-1");
  element?.focus();
  return document.activeElement === element;
}
