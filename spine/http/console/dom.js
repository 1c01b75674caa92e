// Makes elements. Every text becomes a text node: nothing that is stored is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element.
 * @param {string} tag its name, classes may follow: "p.quote"
 * @param {Object} [attributes] attributes; a function is a listener ("click"), `value`, `checked`, `open` and
 *   `hidden` are properties, null and false are left out
 * @param {...(Node|string|number|null|Array)} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  return filled(document.createElement(name), classes, attributes, children);
}

/** An SVG element; the arguments are those of `h`. */
export function svg(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  return filled(document.createElementNS(SVG, name), classes, attributes, children);
}

/** Append children; lists are flattened, and null and false are left out. */
export function append(parent, ...children) {
  parent.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return parent;
}

/** Put children in the place of all that an element holds. */
export function fill(parent, ...children) {
  parent.replaceChildren();
  return append(parent, ...children);
}

const PROPERTIES = new Set(["value", "checked", "open", "hidden"]);

function filled(element, classes, attributes, children) {
  if (classes.length) element.classList.add(...classes);
  append(element, ...children);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  return element;
}

function set(element, name, value) {
  if (typeof value === "function") element.addEventListener(name, value);
  else if (PROPERTIES.has(name)) element[name] = value ?? "";
  else if (value !== null && value !== undefined && value !== false)
    element.setAttribute(name, value === true ? "" : value);
}

let made = 0;

/** An id that no other element of the page has. */
export function uniqueId(prefix) {
  made += 1;
  return `${prefix}-${made}`;
}
