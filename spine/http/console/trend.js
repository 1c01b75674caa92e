// How an organisation's workstreams stand, day by day, from its snapshots.

import { get, path } from "./api.js";
import { chart } from "./charts.js";
import { h } from "./dom.js";
import { href } from "./router.js";
import { day, percent, t, whole } from "./texts.js";

const DAYS = 90;

/** The view. */
export async function show({ org }) {
  const { snapshots } = await get(path`/orgs/${org}/snapshots`, { limit: DAYS });
  if (!snapshots.length) return [h("h1", {}, t("place.trend")), h("p.empty", {}, t("trend.none"))];
  const oldestFirst = snapshots.toReversed();
  const [latest] = snapshots;
  return [
    h("h1", {}, t("place.trend")),
    h("p.lead", {}, t("trend.asOf", { day: day(latest.as_of_iso) }), " ", latest.summary),
    h("div.charts", {}, charts(oldestFirst)),
    stale(org, latest.metrics.stale_workstreams ?? []),
  ];
}

function charts(snapshots) {
  const series = (figure) => snapshots.map(({ as_of_iso: at, metrics }) => ({ at, value: figure(metrics) }));
  const share =
    (name) =>
    ({ workstreams, ...metrics }) =>
      workstreams ? metrics[name] / workstreams : 0;
  const covered = (metrics) => (metrics.workstreams ? 1 - share("empty")(metrics) : 0);
  const overdue = series(({ overdue_actions: count }) => count ?? 0);
  return [
    chart(t("trend.coverage"), series(covered), { most: 1, text: percent, about: t("trend.coverage.about") }),
    chart(t("trend.stale"), series(share("stale")), { most: 1, text: percent, about: t("trend.stale.about") }),
    chart(t("trend.overdue"), overdue, {
      most: Math.max(...overdue.map(({ value }) => value)),
      text: whole,
      about: t("trend.overdue.about"),
    }),
  ];
}

function stale(org, workstreams) {
  if (!workstreams.length) return null;
  const link = ({ workstream_id: id, title }) => h("li", {}, h("a", { href: href(org, "workstream", id) }, title));
  return h("section", {}, h("h2", {}, t("trend.staleOnes")), h("ul.rows", {}, workstreams.map(link)));
}
