// The modules of the emulator that are mended. They are looked up on these objects when they are called.
"use strict";

require("./parser.js");

const server = name => require(`@vercel/cosmosdb-server/lib/${name}`);
const query = name => require(`@zeit/cosmosdb-query/lib/${name}`);

module.exports = { server, query };
