// A small chart of one figure over the days, drawn as SVG; the same figures stand in a table for those who read it.

import { h, svg } from "./dom.js";
import { day, t } from "./texts.js";

const WIDTH = 320;
const HEIGHT = 96;
const MARGIN = 8;

/**
 * A chart with its title, its latest figure and a table of all.
 * @param {string} title
 * @param {{at: string, value: number}[]} points oldest first
 * @param {{most: number, text: function(number): string, about: string}} options `most` is the top of the scale
 */
export function chart(title, points, { most, text, about }) {
  const latest = points.at(-1);
  return h(
    "section.chart",
    {},
    h("h2", {}, title),
    h("p.figure", {}, text(latest.value), " ", change(points, text)),
    h("p.muted", {}, about),
    points.length > 1 && drawing(points, most || 1),
    points.length > 1 &&
      h("p.axis", { "aria-hidden": "true" }, h("span", {}, day(points[0].at)), h("span", {}, day(latest.at))),
    table(title, points, text),
  );
}

function change(points, text) {
  if (points.length < 2) return null;
  const difference = points.at(-1).value - points[0].value;
  const arrow = difference > 0 ? "▲" : difference < 0 ? "▼" : "=";
  return h("span.muted", {}, `${arrow} ${t("chart.since", { value: text(points[0].value), day: day(points[0].at) })}`);
}

function drawing(points, most) {
  const times = points.map(({ at }) => Date.parse(at));
  const span = times.at(-1) - times[0] || 1;
  const places = points.map(({ value }, index) =>
    [
      MARGIN + ((times[index] - times[0]) / span) * (WIDTH - 2 * MARGIN),
      HEIGHT - MARGIN - (Math.min(value, most) / most) * (HEIGHT - 2 * MARGIN),
    ].map((number) => number.toFixed(1)),
  );
  const [x, y] = places.at(-1);
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    [0, 0.5, 1].map((share) => gridLine(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN))),
    svg("polyline.line", { points: places.map((place) => place.join(",")).join(" ") }),
    svg("circle.last", { cx: x, cy: y, r: 4 }),
  );
}

function gridLine(y) {
  return svg("line.grid", { x1: MARGIN, x2: WIDTH - MARGIN, y1: y, y2: y });
}

function table(title, points, text) {
  const rows = points
    .toReversed()
    .map(({ at, value }) => h("tr", {}, h("th", { scope: "row" }, day(at)), h("td", {}, text(value))));
  return h(
    "details",
    {},
    h("summary", {}, t("chart.table")),
    h(
      "table",
      {},
      h("caption.unseen", {}, title),
      h(
        "thead",
        {},
        h("tr", {}, h("th", { scope: "col" }, t("chart.day")), h("th", { scope: "col" }, t("chart.value"))),
      ),
      h("tbody", {}, rows),
    ),
  );
}
