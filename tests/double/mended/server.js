// The emulator's handlers of documents, put in place before its router takes hold of them.
"use strict";

const { server } = require("./package.js");
const { Refusal, refuse, explained } = require("./answers.js");
const { operate, batch } = require("./operations.js");
const { PARTITION, sessions, seen, select } = require("./documents.js");
const { answered } = require("./sessions.js");
const { refusePlan } = require("./sql.js");
const readItems = server("handler/_read-items").default;
const isTrue = server("true-header").default;
const rawBody = require("raw-body");

const Ranges = server("account/partition-key-ranges").default;

// The service names its partition ranges by texts; a session's tokens hold them.
const { create } = Ranges.prototype;
Ranges.prototype.create = function (range) {
  return create.call(this, { ...range, id: String(range.id) });
};

const REQUEST_BYTES = 2 * 1024 * 1024;
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
      const collection = container(account, params);
      answered(res, params, sessions(collection.documents).written);
      const body = await serve(collection, req, res, params);
      return explained(res.statusCode, body);
    } catch (error) {
      if (error instanceof TypeError) throw error; // a mistake in here: the emulator prints it and answers 500
      return refuse(res, error instanceof Refusal ? error : new Refusal(400, error.message));
    }
  };
}

// A write is a session's next one if it succeeds, whether or not it holds several.
function written(collection, res, params, write) {
  const its = sessions(collection.documents);
  let result;
  try {
    result = write();
  } finally {
    its.end(result && [200, 201, 204].includes(result.statusCode));
  }
  answered(res, params, its.written);
  res.statusCode = result.statusCode;
  return result.body;
}

const documentHandler = (name, type, withBody) =>
  handler(name, async (collection, req, res, params) => {
    const resourceBody = withBody && (await json(req));
    const { [PARTITION]: partitionKey, "if-match": ifMatch } = req.headers;
    const input = { id: params.docId, partitionKey, ifMatch, resourceBody };
    return written(collection, res, params, () => operate(collection, type, input));
  });

documentHandler("create-document", "Create", true);
documentHandler("upsert-document", "Upsert", true);
documentHandler("replace-document", "Replace", true);
documentHandler("patch-document", "Patch", true);
documentHandler("delete-document", "Delete", false);

handler("read-document", async (collection, req, res, params) => {
  const { number, one } = seen(collection, req.headers);
  answered(res, params, number);
  const found = one(params.docId);
  if (!found) throw new Refusal(404);
  return found;
});

handler("batch-documents", async (collection, req, res, params) => {
  const operations = await json(req);
  return written(collection, res, params, () => batch(collection, operations, req.headers[PARTITION]));
});

handler("query-documents", async (collection, req, res, params) => {
  const asked = await json(req);
  const header = req.headers[PARTITION];
  if (!header && !isTrue(req, CROSS_PARTITION)) {
    throw new Refusal(400, "Cross partition query is required but disabled.");
  }
  if (!header) refusePlan(asked.query);
  const { number, all } = seen(collection, req.headers);
  answered(res, params, number);
  return readItems(req, res, "Documents", page => {
    if (req.headers[CONTINUATION] && !/^\+RID:/.test(page.continuation?.token)) {
      throw new Refusal(400, "Invalid Continuation Token.");
    }
    return select(collection, asked, all(), page);
  });
});

module.exports = server("index");
