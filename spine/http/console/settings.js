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
  const onsubmit = async (element) => {
    const names = ["name", "language", "time_zone", "macro_mode", "context_text"];
    const given = Object.fromEntries(names.map((name) => [name, valueOf(element, name)]));
    const body = { ...given, aliases: listed(valueOf(element, "aliases")) };
    rememberSettings((await call("PATCH", path`/orgs/${org}`, { body })).data);
    tell(t("settings.saved"));
    refresh();
  };
  return [
    h("h1", {}, t("place.settings")),
    form({ submit: t("save"), onsubmit, label: t("place.settings") }, zones(), fields(known)),
  ];
}

function fields(known) {
  const aliases = (known.aliases ?? []).join(", ");
  const about = h("textarea", { value: known.context_text, rows: 4, maxlength: 8000 });
  const zone = h("input", { value: known.time_zone, list: "zones", maxlength: 200 });
  return [
    field("name", t("organisations.name"), h("input", { value: known.name, maxlength: 200 })),
    field("aliases", t("settings.aliases"), h("input", { value: aliases }), t("settings.aliases.hint")),
    field("language", t("settings.language"), usually("language", LANGUAGES, known.language)),
    field("time_zone", t("settings.zone"), zone, t("settings.zone.hint")),
    field("macro_mode", t("settings.mode"), usually("mode", MODES, known.macro_mode)),
    field("context_text", t("settings.context"), about, t("settings.context.hint")),
  ];
}

/** A choice between values and what the service does otherwise. */
function usually(kind, values, chosen) {
  return select([["", t("settings.usual")], ...values.map((value) => [value, word(kind, value)])], chosen);
}

function zones() {
  const options = Intl.supportedValuesOf("timeZone").map((value) => h("option", { value }));
  return h("datalist", { id: "zones" }, options);
}
