// Queries: compiled once, over the documents of one partition, with the service's rules.
"use strict";

const { query } = require("./package.js");
const { Refusal } = require("./answers.js");
require("./order.js");
const parse = query("index").default;
const functions = ["aggregate-functions", "builtin-functions"].map(query);
const helpers = query("helpers");
const tokens = query("continuation-token");

const PAGE_ITEMS = 100;
const PAGE_BYTES = 4 * 1024 * 1024;
const KEPT = 500;
const compiled = new Map();

// The generated code collects its input by copying an array for each document.
const COPYING = /\$c\.reduce\(\(\$, (\w+)\) => typeof \1 !== "undefined" \? \[\.\.\.\$, \{\s*\1: \1\s*\}\] : \$, \[\]\)/;

function compile(sql) {
  if (!compiled.has(sql)) {
    const { code, ast } = parse(sql);
    const mended = code.replace(COPYING, "$c.map($1 => ({ $1 }))");
    compiled.set(sql, { ast, run: new Function(`"use strict"; return (${mended})`)() });
    if (compiled.size > KEPT) compiled.delete(compiled.keys().next().value);
  }
  return compiled.get(sql);
}

const bytes = result => Buffer.byteLength(JSON.stringify(result));

function execute(sql, parameters, documents, { maxItemCount, continuation } = {}, indexes = []) {
  const { run } = compile(sql);
  const values = Object.fromEntries((parameters || []).map(({ name, value }) => [name.slice(1), value]));
  const page = size => run(...functions, documents, helpers, {}, values, size, continuation, indexes);
  let size = maxItemCount > 0 ? maxItemCount : PAGE_ITEMS;
  let found = page(size);
  while (size > 1 && bytes(found.result) > PAGE_BYTES) found = page((size = Math.ceil(size / 2)));
  return found;
}

// The service's gateway answers these with a query plan, which the SDK carries out; the double has none.
function refusePlan(sql) {
  const { orderBy, top, select } = compile(sql).ast.body;
  if (orderBy || top || /"name":"(COUNT|SUM|AVG|MIN|MAX)"/i.test(JSON.stringify(select))) {
    throw new Refusal(400, "ORDER BY, TOP and aggregates across partitions want a query plan, which the double lacks.");
  }
}

// A predicate of a patch, as "from c where …", on one document.
function holds(predicate, document) {
  const sql = predicate.replace(/^\s*(?:select\s.*?\s)?from\s/is, "SELECT * FROM ");
  return execute(sql, [], [document]).result.length > 0;
}

// JSON has no undefined, so a page that ended at a document without a sort property began again at the wrong place.
const UNDEFINED = "\u0000undefined";
const { encode, decode } = tokens;
const each = (values, change) => values && values.map(change);
tokens.encode = token => encode({ ...token, RTD: each(token.RTD, v => (v === undefined ? UNDEFINED : v)) });
tokens.decode = text => {
  const token = decode(text);
  return { ...token, RTD: each(token.RTD, v => (v === UNDEFINED ? undefined : v)) };
};

module.exports = { execute, refusePlan, holds };
