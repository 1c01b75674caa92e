// The settings of an organisation.

import { call, path } from "./api.js";
import { h } from "./dom.js";
import { field, form, listed, select, valueOf } from "./forms.js";
import { tell } from "./live.js";
import { rememberSettings, settingsOf } from "./organisations.js";
import { refresh } from "./router.js";
import { t, word } from "./texts.js";

const LANGUAGES = ["pt-BR", "en-US"];
const MODES = ["auto", "strict", "off"];

/** The view. */
export async function show({ org }) {
  const known = (await settingsOf(org)) ?? {};
  const usual = [["", t("settings.usual")]];
  const zones = h(
    "datalist",
    { id: "zones" },
    Intl.supportedValuesOf("timeZone").map((value) => h("option", { value })),
  );
  const onsubmit = async (element) => {
    const names = ["name", "language", "time_zone", "macro_mode", "context_text"];
    const body = Object.fromEntries(names.map((name) => [name, valueOf(element, name)]));
    const { data } = await call("PATCH", path`/orgs/${org}`, {
      body: { ...body, aliases: listed(valueOf(element, "aliases")) },
    });
    rememberSettings(data);
    tell(t("settings.saved"));
    refresh();
  };
  return [
    h("h1", {}, t("place.settings")),
    form(
      { submit: t("save"), onsubmit, label: t("place.settings") },
      zones,
      field("name", t("organisations.name"), h("input", { value: known.name, maxlength: 200 })),
      field(
        "aliases",
        t("settings.aliases"),
        h("input", { value: (known.aliases ?? []).join(", ") }),
        t("settings.aliases.hint"),
      ),
      field(
        "language",
        t("settings.language"),
        select([...usual, ...LANGUAGES.map((tag) => [tag, word("language", tag)])], known.language),
      ),
      field(
        "time_zone",
        t("settings.zone"),
        h("input", { value: known.time_zone, list: "zones", maxlength: 200 }),
        t("settings.zone.hint"),
      ),
      field(
        "macro_mode",
        t("settings.mode"),
        select([...usual, ...MODES.map((mode) => [mode, word("mode", mode)])], known.macro_mode),
      ),
      field(
        "context_text",
        t("settings.context"),
        h("textarea", { value: known.context_text, rows: 4, maxlength: 8000 }),
        t("settings.context.hint"),
      ),
    ),
  ];
}
