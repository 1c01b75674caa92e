// Asks once for a function key or a sign-in. The key stays in this tab; see session.js.

import { fill, h } from "./dom.js";
import { field, form, valueOf } from "./forms.js";
import { keepKey } from "./session.js";
import { t } from "./texts.js";

const dialog = h("dialog.sign-in", { "aria-labelledby": "sign-in-title" });
let asking = null;

/** The dialog, which stands in the page from the start. */
export function signInDialog() {
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  return dialog;
}

/**
 * Ask, and wait until there is something to try. Of several that ask at once, all wait for the same answer.
 * @param {boolean} takesSignIn whether the service expects a sign-in rather than a key
 * @param {boolean} wasRefused whether a key was given and not accepted
 */
export function askSignIn(takesSignIn, wasRefused) {
  asking ??= new Promise((resolve) => {
    fill(dialog, h("h2", { id: "sign-in-title" }, t("signin.title")), ways(takesSignIn, wasRefused, resolve));
    dialog.showModal();
  }).finally(() => {
    dialog.close();
    asking = null;
  });
  return asking;
}

function ways(takesSignIn, wasRefused, resolve) {
  const refused = wasRefused && h("p.problem", { role: "alert" }, t("signin.refused"));
  const both = [account(), withKey(resolve)];
  return [refused, takesSignIn ? both : both.reverse()];
}

function withKey(resolve) {
  const input = h("input", { type: "password", autocomplete: "off", required: true, spellcheck: "false" });
  const onsubmit = async (element) => {
    const value = valueOf(element, "key");
    if (!value) return;
    keepKey(value);
    resolve();
  };
  return form({ submit: t("signin.open"), onsubmit }, field("key", t("signin.key"), input, t("signin.keyHint")));
}

function account() {
  const here = encodeURIComponent(`/console${location.hash}`);
  return h("p", {}, h("a", { href: `/.auth/login/aad?post_login_redirect_uri=${here}` }, t("signin.account")));
}
