// What a handler answers with when it does not answer with a document.
"use strict";

const CODES = {
  400: "BadRequest",
  404: "NotFound",
  409: "Conflict",
  412: "PreconditionFailed",
  413: "RequestEntityTooLarge",
};

const MESSAGES = {
  404: "Entity with the specified id does not exist in the system.",
  412: "Operation cannot be performed because one of the specified precondition is not met.",
};

class Refusal extends Error {
  constructor(status, message, substatus = 0) {
    super(message || MESSAGES[status]);
    Object.assign(this, { status, substatus });
  }
}

function refuse(res, { status, substatus, message }) {
  res.statusCode = status;
  if (substatus) res.setHeader("x-ms-substatus", String(substatus));
  return { code: CODES[status], message };
}

// The emulator leaves some of its errors without a word.
function explained(status, body) {
  if (status < 400) return body;
  return { code: CODES[status], ...body, message: (body && body.message) || MESSAGES[status] || CODES[status] };
}

module.exports = { Refusal, refuse, explained };
