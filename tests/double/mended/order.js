// ORDER BY, with the service's rule on composite indexes. The emulator's own sort takes ten times as long.
"use strict";

const { query } = require("./package.js");
const { Refusal } = require("./answers.js");
const helpers = query("helpers");

const TYPES = ["undefined", "null", "boolean", "number", "string", "array", "object"];
const REFUSED = "The order by query does not have a corresponding composite index that it can be served from.";

function rank(value) {
  if (value === null) return 1;
  return TYPES.indexOf(Array.isArray(value) ? "array" : typeof value);
}

function compare(a, b) {
  if (a === b) return 0;
  if (typeof a !== typeof b || typeof a === "object") return rank(a) - rank(b);
  return a < b ? -1 : 1;
}

const valueAt = (row, path) => path.reduce((value, name) => (value instanceof Object ? value[name] : undefined), row);
const spelled = (paths, flip) => paths.map(([path, descending]) => `${path} ${descending !== flip}`).join();

// An index serves an order of exactly its paths, in its directions or in all of them reversed.
function isServed(orders, indexes) {
  const wanted = spelled(orders.map(([[, ...names], descending]) => [`/${names.join("/")}`, Boolean(descending)]), false);
  const given = indexes.map(index => index.map(({ path, order }) => [path, order === "descending"]));
  return given.some(index => [false, true].some(flip => spelled(index, flip) === wanted));
}

helpers.sort = (rows, ridOf, indexes, ...orders) => {
  if (orders.length > 1 && !isServed(orders, indexes)) throw new Refusal(400, REFUSED);
  const signs = [...orders.map(([, descending]) => (descending ? -1 : 1)), 1];
  const keyed = rows.map(row => ({ row, keys: [...orders.map(([path]) => valueAt(row, path)), ridOf(row)] }));
  // A single property is sorted by where it is defined, several everywhere.
  const sorted = orders.length === 1 ? keyed.filter(({ keys }) => keys[0] !== undefined) : keyed;
  sorted.sort((a, b) => {
    const first = signs.findIndex((_, i) => a.keys[i] !== b.keys[i] && compare(a.keys[i], b.keys[i]));
    return first < 0 ? 0 : signs[first] * compare(a.keys[first], b.keys[first]);
  });
  return sorted.map(({ row }) => row);
};
