// An agenda on paper, as Markdown, and as an invitation: Spine writes each of them, the page hands them out.

import { fill, h } from "./dom.js";
import { action } from "./forms.js";
import { tell } from "./live.js";
import { t } from "./texts.js";

/**
 * The buttons that hand an agenda out, and the place where its printed page is shown.
 * @param {function(string): Promise<string>} textIn the agenda in a format of the API
 * @param {string} title
 * @returns {{toolbar: HTMLElement, renew: function(): Promise}} `renew` shows a printed page that is open as it is now
 */
export function handouts(textIn, title) {
  const sheet = h("div.sheet", { hidden: true });
  const shown = async () => {
    const html = await textIn("html");
    sheet.hidden = false;
    preview.setAttribute("aria-expanded", "true");
    return framed(sheet, html);
  };
  const button = (name, work, more) => action(shortAndLong(name), work, more);
  const preview = button("preview", () => toggle(sheet, preview, shown), { "aria-expanded": "false" });
  const print = button("print", async () => (await shown()).contentWindow.print());
  const copy = button("copy", async () => copied(sheet, await textIn("markdown")));
  const invite = button("invite", async () =>
    download(await textIn("ics"), `${fileName(title)}.ics`, "text/calendar"),
  );
  const toolbar = h("div.toolbar", {}, h("div.actions.handouts", {}, preview, print, copy, invite), sheet);
  return { toolbar, renew: async () => sheet.querySelector("iframe") && !sheet.hidden && shown() };
}

/** What a button does; on a phone one word of it, which those who hear the page do not need. */
function shortAndLong(name) {
  return [
    h("span.short", { "aria-hidden": "true" }, t(`handout.${name}.short`)),
    h("span.long", {}, t(`handout.${name}`)),
  ];
}

async function toggle(sheet, button, show) {
  if (sheet.hidden) return show();
  button.setAttribute("aria-expanded", "false");
  sheet.hidden = true;
  return null;
}

/** The printed page in a frame that runs no script; it prints by itself, without what stands around it. */
function framed(place, html) {
  const frame = h("iframe", { title: t("handout.frame"), sandbox: "allow-same-origin allow-modals", srcdoc: html });
  return new Promise((resolve) => {
    const loaded = () => {
      frame.style.height = `${frame.contentDocument.documentElement.scrollHeight}px`;
      resolve(frame);
    };
    frame.addEventListener("load", loaded, { once: true });
    fill(place, frame);
  });
}

/** Copy a text; where the browser does not allow that, show it selected. */
async function copied(place, text) {
  try {
    await navigator.clipboard.writeText(text);
    tell(t("handout.copied"));
  } catch {
    const area = h("textarea", { rows: 12, readonly: true, "aria-label": t("handout.markdown"), value: text });
    fill(place, area).hidden = false;
    area.select();
  }
}

function download(text, name, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function fileName(title) {
  return (
    title
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[^A-Za-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 60) || "agenda"
  );
}
