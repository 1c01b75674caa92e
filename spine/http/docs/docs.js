// Shows /openapi.json, and makes a first call. The key that a reader fills in stays in the page's memory and leaves in a
// header alone: the scheme that puts it into the URL is not offered here.
"use strict";

const explorer = document.getElementById("api");
const firstCall = document.getElementById("first-call");
const [key, sentence, request, answer] = ["key", "sentence", "request", "answer"].map((id) => document.getElementById(id));

customElements.whenDefined("openapi-explorer").then(async () => {
  wrapCode();
  const response = await fetch("/openapi.json", { credentials: "same-origin" });
  const description = await response.json();
  delete description.components.securitySchemes.code;
  description.security = description.security.filter((one) => !("code" in one));
  description.servers = [{ url: location.origin }];
  Object.values(description.paths).flatMap(Object.values).forEach(prefill);
  await explorer.loadSpec(description);
});

// The viewer fills in defaults alone, so what a request cannot do without gets its example as one. Of a pattern it would
// make up a text that nobody can read.
function prefill({ parameters = [] }) {
  for (const parameter of parameters) {
    delete parameter.schema.pattern;
    if (parameter.required && parameter.example !== undefined) parameter.schema.default = parameter.example;
  }
}

// Code has a shadow root of its own, where no style of the page reaches.
function wrapCode() {
  const style = new CSSStyleSheet();
  style.replaceSync("pre { display: block !important; white-space: pre-wrap !important; overflow-wrap: anywhere; }");
  customElements.get("syntax-highlighter").elementStyles.push(style);
}

function path() {
  return `/agenda/plan-nl?${new URLSearchParams({ text: sentence.value, format: "markdown" })}`;
}

function showRequest() {
  const header = key.value ? ' -H "x-functions-key: …"' : "";
  request.textContent = `curl${header} "${location.origin}${path()}"`;
}

async function told(response) {
  const body = await response.text();
  if (!body) return response.status === 401 ? "Fill in a function key." : "";
  const { text, detail } = JSON.parse(body);
  return text ?? detail;
}

firstCall.addEventListener("input", showRequest);
firstCall.addEventListener("submit", async (event) => {
  event.preventDefault();
  const headers = key.value ? { "x-functions-key": key.value } : {};
  if (key.value) explorer.setAuthenticationConfiguration("key", { token: key.value });
  const response = await fetch(path(), { headers, credentials: "same-origin" });
  answer.textContent = `${response.status}\n\n${await told(response)}`;
  answer.hidden = false;
});
showRequest();
