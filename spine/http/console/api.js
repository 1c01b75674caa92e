// Calls of Spine's API. Whatever goes wrong is a Problem that speaks in the API's own words.

import { forgetKey, key } from "./session.js";
import { began, ended } from "./live.js";
import { t } from "./texts.js";

/**
 * A request that failed: `status` is 0 where no answer came; `errors` lists `{loc, msg}` of bad fields. `language` is
 * that of the API's words, null where the page has words of its own.
 */
export class Problem extends Error {
  constructor(status, details = {}, language = null) {
    super(details.detail || details.title || (status ? t("error.status", { status }) : t("error.offline")));
    this.status = status;
    this.errors = details.errors ?? [];
    this.language = language;
    this.asks = null;
  }

  /** What kind of problem it is, in the language of the page; null where the page has words of its own. */
  get kind() {
    return this.language && (KINDS.has(this.status) ? t(`error.${this.status}`) : t("error.failed"));
  }

  /** Whether somebody changed the document meanwhile. */
  get isConflict() {
    return this.status === 412;
  }
}

/** The statuses that have words of their own; those of the others are the same. */
const KINDS = new Set([403, 404, 409, 412, 413, 422, 503, 507]);
const API_LANGUAGE = "en";

let signIn = null;

/** Say who asks for a key or a sign-in where one is missing: a function that returns a promise of it. */
export function onUnauthorized(ask) {
  signIn = ask;
}

/**
 * Call the API.
 * @param {string} method
 * @param {string} path
 * @param {{query?: Object, body?: any, text?: string, type?: string, headers?: Object}} [options] `body` is sent as
 *   JSON, `text` as it is, with the media type `type`
 * @returns {Promise<{data: any, etag: string|null}>} `data` is null where the answer has no body
 */
export async function call(method, path, options = {}) {
  began();
  try {
    return await read(await admitted(method, path, options));
  } finally {
    ended();
  }
}

/** The answer once the caller may ask: whoever has no key, or one that is refused, is asked for it. */
async function admitted(method, path, options) {
  for (;;) {
    const used = key();
    const answer = await sent(method, path, options);
    if (answer.status !== 401) return answer;
    const isNewer = key() !== used; // it was given while this request was under way
    if (!isNewer) await signIn(answer.headers.has("WWW-Authenticate"), used !== null);
  }
}

/** What a GET answers. */
export async function get(path, query) {
  return (await call("GET", path, { query })).data;
}

/** What a POST answers. */
export async function post(path, body, query) {
  return (await call("POST", path, { body, query })).data;
}

/** A path of encoded parts: path`/orgs/${org}/facts`. */
export function path(parts, ...values) {
  return String.raw({ raw: parts }, ...values.map(encodeURIComponent));
}

async function sent(method, where, { query, body, text, type, headers }) {
  const own = { Accept: "application/json", ...headers };
  const known = key();
  if (known) own["x-functions-key"] = known;
  if (body !== undefined) own["Content-Type"] = "application/json";
  if (text !== undefined) own["Content-Type"] = type;
  const content = body === undefined ? text : JSON.stringify(body);
  try {
    return await fetch(`${where}${queryString(query)}`, { method, headers: own, body: content, cache: "no-store" });
  } catch {
    throw new Problem(0);
  }
}

function queryString(query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") parameters.append(name, value);
  }
  const written = parameters.toString();
  return written && `?${written}`;
}

async function read(answer) {
  const written = await answer.text();
  const data = written ? parsed(written) : null;
  if (!answer.ok) throw new Problem(answer.status, data ?? {}, data && API_LANGUAGE);
  return { data, etag: answer.headers.get("ETag") };
}

function parsed(written) {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}

/** Forget the key and begin anew. */
export function signOut() {
  forgetKey();
  location.assign("/console");
}
