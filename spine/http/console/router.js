// The state of the page is its URL: #/organisation/view/id?filters. A link shows the same to everybody.

/**
 * @typedef {Object} Route
 * @property {string} org "" on the page of organisations
 * @property {string} view "" on the page of organisations
 * @property {string} id "" where the view shows no single thing
 * @property {URLSearchParams} query
 */

/** The route that the URL names. @returns {Route} */
export function route() {
  const [way, query = ""] = location.hash.replace(/^#/, "").split(/\?(.*)/s);
  const [org = "", view = "", id = ""] = way.replace(/^\//, "").split("/").map(decoded);
  return { org, view: view || (org && "board"), id, query: new URLSearchParams(query) };
}

/** The link to a route; filters without a value are left out. */
export function href(org, view = "", id = "", filters = {}) {
  const way = [org, view, id].filter(Boolean).map(encodeURIComponent).join("/");
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value)).toString();
  return `#/${way}${query && `?${query}`}`;
}

/** Go to a link; with `replace`, the page before stays the one that Back leads to. */
export function go(link, { replace = false } = {}) {
  if (link === location.hash) dispatchEvent(new HashChangeEvent("hashchange"));
  else if (replace) location.replace(link);
  else location.hash = link;
}

/** Show the same route again, with what is stored now. */
export function refresh() {
  dispatchEvent(new HashChangeEvent("hashchange"));
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
