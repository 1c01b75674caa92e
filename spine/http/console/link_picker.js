// Chooses a workstream, and links facts to it.

import { path, post } from "./api.js";
import { h } from "./dom.js";
import { form, field, select } from "./forms.js";
import { tell } from "./live.js";
import { everyItem } from "./paging.js";
import { t } from "./texts.js";

/**
 * A form that links facts to one of the organisation's workstreams.
 * @param {string} org
 * @param {function(): string[]} chosen the ids of the facts
 * @param {function(string[])} done called with the facts that are linked now
 */
export async function linkPicker(org, chosen, done) {
  const workstreams = await everyItem(path`/orgs/${org}/workstreams`, (answer) => answer.workstreams);
  if (!workstreams.length) return h("p.muted", {}, t("link.noWorkstreams"));
  const options = workstreams.map(({ workstream_id: id, title }) => [id, title]);
  const control = select([["", t("link.choose")], ...options], "", { required: true });
  const onsubmit = async () => {
    const ids = chosen();
    if (!ids.length) return tell(t("link.none"));
    const answer = await post(path`/workstreams/${control.value}/link-facts`, { fact_ids: ids }, { org });
    tell(t("link.told", { count: answer.fact_ids.length, title: control.selectedOptions[0].textContent }));
    return done(answer.fact_ids);
  };
  return form(
    { submit: t("link.do"), onsubmit, label: t("link.label") },
    field("workstream_id", t("link.to"), control),
  );
}
