// What stands around every view: the name, the organisation, the ways to the views, the language.

import { signOut } from "./api.js";
import { fill, h } from "./dom.js";
import { href } from "./router.js";
import { nameOf } from "./organisations.js";
import { key } from "./session.js";
import { language, speak, t } from "./texts.js";

const PLACES = ["board", "facts", "suggestions", "notes", "plan", "agendas", "trend", "settings"];

/** Views that stand below another one. */
const BELOW = { workstream: "board" };

/** Where the places stand open beside the page; on a narrower screen they are a menu. */
const isWide = matchMedia("(min-width: 60.01rem)");

let drawn = "";

/**
 * Draw the frame around the main element, unless it stands already.
 * @param {import("./router.js").Route} route
 * @param {HTMLElement} main
 */
export function frame(route, main) {
  const here = BELOW[route.view] ?? route.view;
  const state = [route.org, here, language(), key() !== null].join(" ");
  if (state === drawn) return;
  drawn = state;
  const inside = route.org && [organisation(route.org), places(route.org, here)];
  const bar = h("header.side", {}, skip(main), brand(), inside || null, foot());
  const place = document.getElementById("frame");
  const held = place.firstElementChild?.contains(document.activeElement) && document.activeElement.lang;
  if (place.contains(main)) place.firstElementChild.replaceWith(bar);
  else fill(place, bar, main);
  if (held) bar.querySelector(`[lang="${held}"]`).focus();
}

function skip(main) {
  return h("button.skip", { type: "button", click: () => main.focus() }, t("skip"));
}

function brand() {
  return h(
    "a.brand",
    { href: "#/" },
    h("img", { src: "/console/icon.svg", alt: "", width: "22", height: "22" }),
    h("span", {}, "Spine"),
  );
}

function organisation(org) {
  const link = h("a.organisation", { href: "#/", title: t("organisations.change") }, org);
  nameOf(org).then((name) => (link.textContent = name));
  return link;
}

function places(org, here) {
  const link = (view) =>
    h("a", { href: href(org, view), "aria-current": view === here ? "page" : null }, t(`place.${view}`));
  return h(
    "nav",
    { "aria-label": t("places") },
    h(
      "details.places",
      { open: isWide.matches },
      h("summary", {}, PLACES.includes(here) ? menuOf(here) : t("places")),
      h(
        "ul",
        { click: ({ currentTarget }) => (currentTarget.parentElement.open = isWide.matches) },
        PLACES.map((view) => h("li", {}, link(view))),
      ),
    ),
  );
}

/** The name of the menu: the place that is shown, for those who hear the page with what it belongs to. */
function menuOf(here) {
  return [h("span.unseen", {}, `${t("places")}: `), t(`place.${here}`)];
}

isWide.addEventListener("change", ({ matches }) => {
  for (const menu of document.querySelectorAll(".places")) menu.open = matches;
});

function foot() {
  const forget = key() !== null && h("button.quiet", { type: "button", click: signOut }, t("signin.out"));
  return h("div.foot", {}, languageSwitch(), forget);
}

function languageSwitch() {
  const one = (code, name) => {
    const choose = () => speak(code);
    const pressed = String(language() === code);
    return h(
      "button.quiet",
      { type: "button", lang: code, "aria-pressed": pressed, click: choose },
      h("span.short", { "aria-hidden": "true" }, code.toUpperCase()),
      h("span.long", {}, name),
    );
  };
  return h(
    "div.languages",
    { role: "group", "aria-label": t("language") },
    one("pt", "Português"),
    one("en", "English"),
  );
}
