// Sessions: every answer says how far the writes had come, and a read that names no such point, or one that a replica
// has reached, is served by the replica, which takes over each write so many milliseconds late.
"use strict";

const TOKEN = "x-ms-session-token";

let lag = 0;

// The writes of a container, in order, and what the replica has of them.
class Sessions {
  constructor() {
    Object.assign(this, { written: 0, waiting: [], open: [], replica: new Map(), reached: 0 });
  }

  // A document as a write leaves it, none where the write removes it. It counts once the whole request has succeeded.
  note(partition, id, document) {
    this.open.push({ partition, id, document });
  }

  end(succeeded) {
    const writes = this.open.splice(0);
    if (!succeeded || !writes.length) return;
    this.written += 1;
    if (lag) this.waiting.push({ number: this.written, due: Date.now() + lag, writes });
  }

  // The replica's partitions, by name, if it may serve a read with these headers.
  behind(headers) {
    if (!lag) return undefined;
    while (this.waiting.length && this.waiting[0].due <= Date.now()) this.take(this.waiting.shift());
    return asked(headers[TOKEN]) <= this.reached ? this.replica : undefined;
  }

  take({ number, writes }) {
    this.reached = number;
    for (const { partition, id, document } of writes) {
      if (!this.replica.has(partition)) this.replica.set(partition, new Map());
      this.replica.get(partition).delete(id);
      if (document) this.replica.get(partition).set(id, document);
    }
  }
}

// The number in a token, as in 0:-1#12; there is one partition range.
function asked(token) {
  return token ? Number(/#(\d+)/.exec(token)[1]) : 0;
}

function answered(res, { dbId, collId }, number) {
  res.setHeader(TOKEN, `0:-1#${number}`);
  res.setHeader("x-ms-documentdb-partitionkeyrangeid", "0"); // to an unknown range the SDK reads all ranges again
  res.setHeader("x-ms-alt-content-path", `dbs/${dbId}/colls/${collId}`);
}

const lagBehind = milliseconds => (lag = milliseconds);

module.exports = { Sessions, answered, lagBehind };
