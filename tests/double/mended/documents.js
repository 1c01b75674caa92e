// The documents of a container: etags in quotes, and partitions that are told apart whatever their key.
"use strict";

const { randomUUID } = require("crypto");
const { server } = require("./package.js");
const Documents = server("account/documents").default;
const { execute } = require("./sql.js");
const { Refusal } = require("./answers.js");

const { _set } = Documents.prototype;

// The undefined partition, a null one and an empty one are three; the emulator took the id for all of them.
Object.assign(Documents.prototype, {
  _set(data) {
    return _set.call(this, Object.assign(data, { _etag: `"${randomUUID()}"` }));
  },
  _getId(path, value, partition) {
    return [partition === undefined ? "" : JSON.stringify(partition), path, value].join("\n");
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

function select(collection, { query, parameters }, partition, page) {
  const { _data, _parent } = collection.documents;
  const all = Array.from(_data.values(), item => item.read());
  const inside = partition ? all.filter(document => collection.documents._getPartition(document) === partition.key) : all;
  return execute(query, parameters, inside, page, (_parent.read().indexingPolicy || {}).compositeIndexes);
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

// What the documents were, to be put back when a batch fails.
function kept({ documents }) {
  const [data, index] = [new Map(documents._data), new Map(documents._index)];
  return () => Object.assign(documents, { _data: data, _index: index });
}

module.exports = { partitionOf, select, checked, kept };
