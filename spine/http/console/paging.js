// Lists that come in pages: the first at once, each other when it is asked for.

import { get } from "./api.js";
import { h } from "./dom.js";
import { action } from "./forms.js";
import { announce } from "./live.js";
import { t } from "./texts.js";

/**
 * Fill a list with its first page.
 * @param {HTMLElement} list what the items are appended to
 * @param {string} where the path of the API
 * @param {Object} query its filters
 * @param {function(Object): Object[]} itemsOf the items of an answer
 * @param {function(Object, Object): Node} draw an item, of the item and its answer
 * @returns {Promise<HTMLElement>} the button for the next page, hidden where there is none
 */
export async function pages(list, where, query, itemsOf, draw) {
  let cursor = null;
  const load = async () => {
    const answer = await get(where, { ...query, cursor });
    const drawn = itemsOf(answer).map((item) => draw(item, answer));
    list.append(...drawn);
    cursor = answer.next_cursor ?? null;
    more.hidden = cursor === null;
    return drawn;
  };
  const next = async () => {
    const drawn = await load();
    announce(t("more.loaded", { count: drawn.length }));
    drawn[0]?.querySelector("a, button, input")?.focus();
  };
  const more = h("p.more", { hidden: true }, action(t("more"), next));
  await load();
  return more;
}

/** All items of a list, from as many pages as it has. */
export async function everyItem(where, itemsOf) {
  const items = [];
  let cursor = null;
  do {
    const answer = await get(where, { limit: 200, cursor });
    items.push(...itemsOf(answer));
    cursor = answer.next_cursor;
  } while (cursor);
  return items;
}
