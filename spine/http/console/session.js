// What this browser keeps: the key for this tab alone, the language until it is changed.

const KEY = "spine.key";
const LANGUAGE = "spine.language";

/** The function key of this tab, null before it was given. */
export function key() {
  return sessionStorage.getItem(KEY);
}

/** Keep a key until the tab is closed. */
export function keepKey(value) {
  sessionStorage.setItem(KEY, value);
}

/** Forget the key. */
export function forgetKey() {
  sessionStorage.removeItem(KEY);
}

/** The language that was chosen, null where none was. */
export function chosenLanguage() {
  return localStorage.getItem(LANGUAGE);
}

/** Keep the choice of a language. */
export function chooseLanguage(language) {
  localStorage.setItem(LANGUAGE, language);
}
