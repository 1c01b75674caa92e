// The colour of a workstream, told by word, by shape and by colour.

import { h, svg } from "./dom.js";
import { t, word } from "./texts.js";

export const COLOURS = ["red", "yellow", "green"];

const SHAPES = {
  red: () => svg("path", { d: "M8 1.5 15 14H1z" }),
  yellow: () => svg("path", { d: "M8 1 15 8 8 15 1 8z" }),
  green: () => svg("circle", { cx: "8", cy: "8", r: "6.5" }),
};

/** The shape of a colour alone, for beside its word. */
export function shape(colour) {
  return svg(`svg.shape.is-${colour}`, { viewBox: "0 0 16 16", "aria-hidden": "true" }, SHAPES[colour]());
}

/** A colour as shape and word. */
export function colour(value) {
  return h("span.colour", {}, shape(value), word("colour", value));
}

/** The options of a select of colours. */
export function colourOptions() {
  return COLOURS.map((value) => [value, word("colour", value)]);
}

/** How long nobody has said anything about a workstream, and whether that is too long. */
export function freshness(workstream) {
  const count = workstream.days_since_update;
  const days = count ? t("days.since", { count }) : t("days.none");
  if (!workstream.stale) return h("span.muted", {}, days);
  return h(
    "span.stale",
    { title: t("stale.title") },
    svg(
      "svg.shape",
      { viewBox: "0 0 16 16", "aria-hidden": "true" },
      svg("path", { d: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm1 7.6L5.4 11l-.8-1.2L7.4 8V3.5H9z" }),
    ),
    `${t("stale")} · ${days}`,
  );
}
