// The emulator, mended: it answers as the service is documented to, or refuses. Its documents live in this process,
// which ends with its parent. It prints its port once it listens. Its argument is by how many milliseconds the replica
// lags behind the writes.
"use strict";

const { createHttpServer } = require("./mended/server.js");
const { lagBehind } = require("./mended/sessions.js");

lagBehind(Number(process.argv[2] || 0));
const server = createHttpServer({ keepAlive: true, keepAliveTimeout: 0 });
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", process.exit).resume();
