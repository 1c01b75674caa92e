// The emulator's handlers of documents, put in place before its router takes hold of them.
"use strict";

const { server } = require("./package.js");
const { Refusal, refuse, explained } = require("./answers.js");
const { operate, batch } = require("./operations.js");
const { partitionOf, select } = require("./documents.js");
const { refusePlan } = require("./sql.js");
const readItems = server("handler/_read-items").default;
const isTrue = server("true-header").default;
const rawBody = require("raw-body");

const REQUEST_BYTES = 2 * 1024 * 1024;
const PARTITION = "x-ms-documentdb-partitionkey";
const CONTINUATION = "x-ms-continuation";
const CROSS_PARTITION = "x-ms-documentdb-query-enablecrosspartition";

async function json(req) {
  const body = await rawBody(req);
  if (body.length > REQUEST_BYTES) throw new Refusal(413, "Request size is too large");
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new Refusal(400, "The request payload is invalid. Ensure to provide a valid request payload.");
  }
}

function container(account, { dbId, collId }) {
  const found = account.database(dbId).collection(collId);
  if (!found.read()) throw new Refusal(404, "Owner resource does not exist", 1003);
  return found;
}

// In place of the emulator's handler of this name: what is refused is answered with its status.
function handler(name, serve) {
  server(`handler/${name}`).default = async (account, req, res, params) => {
    try {
      const body = await serve(container(account, params), req, res, params);
      return explained(res.statusCode, body);
    } catch (error) {
      if (error instanceof TypeError) throw error; // a mistake in here: the emulator prints it and answers 500
      return refuse(res, error instanceof Refusal ? error : new Refusal(400, error.message));
    }
  };
}

const documentHandler = (name, type, withBody) =>
  handler(name, async (collection, req, res, { docId }) => {
    const resourceBody = withBody && (await json(req));
    const { [PARTITION]: partitionKey, "if-match": ifMatch } = req.headers;
    const result = operate(collection, type, { id: docId, partitionKey, ifMatch, resourceBody });
    res.statusCode = result.statusCode;
    return result.body;
  });

documentHandler("create-document", "Create", true);
documentHandler("upsert-document", "Upsert", true);
documentHandler("replace-document", "Replace", true);
documentHandler("patch-document", "Patch", true);
documentHandler("delete-document", "Delete", false);
documentHandler("read-document", "Read", false);

handler("batch-documents", async (collection, req, res) => {
  const { statusCode, body } = batch(collection, await json(req), req.headers[PARTITION]);
  res.statusCode = statusCode;
  return body;
});

handler("query-documents", async (collection, req, res) => {
  const asked = await json(req);
  const header = req.headers[PARTITION];
  if (!header && !isTrue(req, CROSS_PARTITION)) {
    throw new Refusal(400, "Cross partition query is required but disabled.");
  }
  if (!header) refusePlan(asked.query);
  const partition = header && { key: partitionOf(header) };
  return readItems(req, res, "Documents", page => {
    if (req.headers[CONTINUATION] && !/^\+RID:/.test(page.continuation?.token)) {
      throw new Refusal(400, "Invalid Continuation Token.");
    }
    return select(collection, asked, partition, page);
  });
});

module.exports = server("index");
