// An agenda on paper, as Markdown, and as an invitation: Spine writes each of them, the page hands them out.

import { fill, h } from "./dom.js";
import { action } from "./forms.js";
import { tell } from "./live.js";
import { t } from "./texts.js";

/**
 * The buttons that hand an agenda out, and the place where its printed page is shown.
 * @param {function(string): Promise<string>} textIn the agenda in a format of the API
 * @param {string} title
 * @returns {Node[]}
 */
export function handouts(textIn, title) {
  const sheet = h("div.sheet", { hidden: true });
  const shown = async () => {
    const html = await textIn("html");
    sheet.hidden = false;
    preview.setAttribute("aria-expanded", "true");
    return framed(sheet, html);
  };
  const preview = action(t("handout.preview"), () => toggle(sheet, preview, shown), { "aria-expanded": "false" });
  const print = action(t("handout.print"), async () => (await shown()).contentWindow.print());
  const copy = action(t("handout.copy"), async () => copied(sheet, await textIn("markdown")));
  const invite = action(t("handout.invite"), async () =>
    download(await textIn("ics"), `${fileName(title)}.ics`, "text/calendar"),
  );
  return [h("div.actions.handouts", {}, preview, print, copy, invite), sheet];
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
