// The emulator, mended: it answers as the service is documented to, or refuses. Its documents live in this process,
// which ends with its parent. It prints its port once it listens.
"use strict";

const { createHttpServer } = require("./mended/server.js");

const server = createHttpServer({ keepAlive: true, keepAliveTimeout: 0 });
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", process.exit).resume();
