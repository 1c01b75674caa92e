// The documents of a container: etags in quotes, and partitions that are told apart whatever their key.
"use strict";

const { randomUUID } = require("crypto");
const { server } = require("./package.js");
const Documents = server("account/documents").default;
const { execute } = require("./sql.js");
const { Refusal } = require("./answers.js");
const { Sessions } = require("./sessions.js");

const PARTITION = "x-ms-documentdb-partitionkey";
const { _set, delete: remove } = Documents.prototype;

const nameOf = partition => (partition === undefined ? "" : JSON.stringify(partition));

function sessions(documents) {
  documents._sessions = documents._sessions || new Sessions();
  return documents._sessions;
}

// The documents of one partition by their rid, so that a query reads no other's.
function within(documents, partition) {
  documents._partitions = documents._partitions || new Map();
  const name = nameOf(partition);
  if (!documents._partitions.has(name)) documents._partitions.set(name, new Map());
  return documents._partitions.get(name);
}

// The undefined partition, a null one and an empty one are three; the emulator took the id for all of them.
Object.assign(Documents.prototype, {
  _set(data) {
    const made = _set.call(this, Object.assign(data, { _etag: `"${randomUUID()}"` }));
    within(this, this._getPartition(made)).set(made._rid, this._data.get(made._rid));
    sessions(this).note(nameOf(this._getPartition(made)), made.id, made);
    return made;
  },
  delete(id, partition) {
    within(this, partition).delete(this._toRid("/id", id, partition));
    sessions(this).note(nameOf(partition), id);
    return remove.call(this, id, partition);
  },
  _getId(path, value, partition) {
    return [nameOf(partition), path, value].join("\n");
  },
  _toRid(path, value, partition) {
    return this._index.get(this._getId(path, value, partition));
  },
});

// The partition in a request's header: undefined where it is {}.
function partitionOf(header) {
  const [value] = JSON.parse(header);
  return value !== null && typeof value === "object" ? undefined : value;
}

server("utils/get-partition-from-header").parsePartitionKey = partitionOf;

// What a read with these headers sees of a partition, or of all where it names none: how far the writes have come there,
// one document by its id, and all documents.
function seen({ documents }, headers) {
  const header = headers[PARTITION];
  const key = header && partitionOf(header);
  const its = sessions(documents);
  const replica = its.behind(headers);
  if (replica) {
    const partitions = header ? [replica.get(nameOf(key)) || new Map()] : [...replica.values()];
    const all = () => partitions.flatMap(partition => [...partition.values()]);
    return { number: its.reached, all, one: id => partitions[0].get(id) };
  }
  const inside = header ? within(documents, key) : documents._data;
  const all = () => Array.from(inside.values(), item => item.read());
  return { number: its.written, all, one: id => documents._item("/id", id, key).read() };
}

function select(collection, { query, parameters }, documents, page) {
  const { _parent } = collection.documents;
  return execute(query, parameters, documents, page, (_parent.read().indexingPolicy || {}).compositeIndexes);
}

function checked(collection, document, partition) {
  const { id } = document;
  if (typeof id !== "string" || !id || Buffer.byteLength(id) > 1023 || /[/\\?#]/.test(id)) {
    throw new Refusal(400, "The input content is invalid because the required properties - 'id; ' - are missing.");
  }
  if (collection.documents._getPartition(document) !== partition) {
    throw new Refusal(400, "PartitionKey extracted from document doesn't match the one specified in the header.", 1001);
  }
  return document;
}

// What the documents of a partition were, to be put back when a batch fails.
function kept({ documents }, partition) {
  const inside = within(documents, partition);
  const before = new Map(inside);
  const indexed = item => documents._getId("/id", item.read().id, partition);
  return () => {
    for (const [rid, item] of inside) [documents._data.delete(rid), documents._index.delete(indexed(item))];
    inside.clear();
    for (const [rid, item] of before) {
      inside.set(rid, item);
      documents._data.set(rid, item);
      documents._index.set(indexed(item), rid);
    }
  };
}

module.exports = { PARTITION, partitionOf, sessions, seen, select, checked, kept };
