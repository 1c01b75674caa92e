// The texts of the page in its two languages, and what is written by locale.

import { chooseLanguage, chosenLanguage } from "./session.js";
import { en } from "./texts_en.js";
import { pt } from "./texts_pt.js";

const TABLES = { pt, en };
const LOCALES = { pt: "pt-BR", en: "en-US" };

let current = null;
let zone = "UTC";
const formatters = new Map();

/** The language of the page: the one chosen, else the browser's first that it has, else English. */
export function language() {
  const wanted = () => [chosenLanguage(), ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase());
  current ??= wanted().find((tag) => tag in TABLES) ?? "en";
  return current;
}

/** Speak another language from now on; the page hears of it by the event "language". */
export function speak(chosen) {
  chooseLanguage(chosen);
  formatters.clear();
  current = chosen;
  dispatchEvent(new Event("language"));
}

/** Show days as they are in a time zone from now on; in UTC where none is known. */
export function inZone(name) {
  zone = name || "UTC";
}

/** The tag that the API knows the language by. */
export function locale() {
  return LOCALES[language()];
}

/** The text of a name, with {parts} filled in; `count` chooses between `name.one` and `name.other`. */
export function t(name, parts = {}) {
  const table = TABLES[language()];
  const number = parts.count === undefined ? name : `${name}.${formatter("PluralRules").select(parts.count)}`;
  const text = table[number] ?? table[`${name}.other`] ?? table[name];
  return text.replace(/\{(\w+)\}/g, (_, part) => (part === "count" ? whole(parts.count) : parts[part]));
}

/** The text of a word of the API's vocabulary, or the word itself where the table lacks it. */
export function word(kind, value) {
  return TABLES[language()][`${kind}.${value}`] ?? String(value).replaceAll("_", " ");
}

/** A whole number. */
export function whole(value) {
  return formatter("NumberFormat").format(value);
}

/** A share of 0 to 1 as a percentage. */
export function percent(value) {
  return formatter("NumberFormat", { style: "percent", maximumFractionDigits: 0 }).format(value);
}

/** A score. */
export function decimal(value) {
  return formatter("NumberFormat", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

/** Several names as a sentence lists them. */
export function list(names) {
  return formatter("ListFormat").format(names);
}

/** A date or a moment as its day in the organisation's zone; the year is left out while it is this one. */
export function day(iso) {
  const date = dateOf(iso);
  const timeZone = /T00:00(:00)?(Z|$)|^.{10}$/.test(iso) ? "UTC" : zone; // at midnight stands a date
  const year = date.getUTCFullYear() === new Date().getUTCFullYear() ? undefined : "numeric";
  return formatter("DateTimeFormat", { day: "numeric", month: "short", year, timeZone }).format(date);
}

/** A moment as day and clock time in the organisation's zone. */
export function moment(iso) {
  const style = { dateStyle: "medium", timeStyle: "short", timeZone: zone };
  return formatter("DateTimeFormat", style).format(new Date(iso));
}

/** A date and its clock time as they are written, whatever zone the browser is in: 2026-12-07T14:00-03:00. */
export function written(iso) {
  const [date, time = ""] = iso.split("T");
  const named = formatter("DateTimeFormat", { dateStyle: "full", timeZone: "UTC" }).format(dateOf(date));
  return `${named}, ${time.slice(0, 5)}`;
}

/** A formatter of Intl; each is made once, for that takes longer than many texts. */
function formatter(kind, options = {}) {
  const name = kind + JSON.stringify(options);
  if (!formatters.has(name)) formatters.set(name, new Intl[kind](locale(), options));
  return formatters.get(name);
}

function dateOf(iso) {
  return new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso);
}
