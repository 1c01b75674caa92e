// The operations on one document, alone or in a batch. Each gives { statusCode, body }.
"use strict";

const { server } = require("./package.js");
const { checked, kept, partitionOf } = require("./documents.js");
const { Refusal } = require("./answers.js");
const { holds } = require("./sql.js");
const single = server("handler/_document-operations");
const { patchOperation } = server("handler/_patch-operations");

const BATCH_OPERATIONS = 100;

function patch(collection, input) {
  const { operations, condition } = Array.isArray(input.resourceBody)
    ? { operations: input.resourceBody }
    : input.resourceBody;
  const document = collection.document(input.id, partitionOf(input.partitionKey)).read();
  const current = !input.ifMatch || (document && input.ifMatch === document._etag);
  if (document && current && condition && !holds(condition, document)) return { statusCode: 412 };
  return patchOperation(collection, { ...input, operations });
}

// A write that the emulator does as it is, of a document that belongs where the header says.
const write = operation => (collection, input) => {
  if (input.id && input.id !== input.resourceBody.id) throw new Refusal(400, "The id in the path is another.");
  checked(collection, input.resourceBody, partitionOf(input.partitionKey));
  return operation(collection, input);
};

const OPERATIONS = {
  Create: write(single.createOperation),
  Upsert: write(single.upsertOperation),
  Replace: write(single.replaceOperation),
  Delete: single.deleteOperation,
  Read: single.readOperation,
  Patch: patch,
};

function operate(collection, type, input) {
  const { ifMatch, ...rest } = input;
  return OPERATIONS[type](collection, ifMatch === "*" ? rest : input);
}

const outcome = ({ statusCode, body }) => ({
  statusCode,
  requestCharge: 1,
  ...(body && { resourceBody: body, eTag: body._etag }),
});

// All or nothing: the first operation that fails says why, the others 424, and every document is as it was.
function batch(collection, inputs, partitionKey) {
  if (inputs.length > BATCH_OPERATIONS) {
    throw new Refusal(400, "Batch request has more operations than what is supported.");
  }
  const restore = kept(collection, partitionOf(partitionKey));
  const outcomes = [];
  try {
    for (const input of inputs) {
      const result = operate(collection, input.operationType, { ...input, partitionKey });
      if (result.statusCode >= 400) return failed(inputs, outcomes.length, result.statusCode, restore);
      outcomes.push(outcome(result));
    }
  } catch (error) {
    restore();
    throw error;
  }
  return { statusCode: 200, body: outcomes };
}

function failed(inputs, index, statusCode, restore) {
  restore();
  const body = inputs.map((_, i) => ({ statusCode: i === index ? statusCode : 424, requestCharge: 0 }));
  return { statusCode: 207, body };
}

module.exports = { operate, batch };
