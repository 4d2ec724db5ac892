// Keeps the page as the room is, and can do nothing but look. Elements are built from plain values, never from
// HTML, and only what changed is replaced, so that what somebody marked or scrolled to stays.
"use strict";

const root = document.documentElement;
const part = (id) => document.getElementById(id);

// What is shown

function build([name, attributes, inside]) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside.map((one) => (typeof one === "string" ? one : build(one))));
  return made;
}

function become(old, wanted) {
  if (old.isEqualNode(wanted) || old.localName === "time") return;
  if (old.nodeName !== wanted.nodeName || old.nodeType !== Node.ELEMENT_NODE) {
    old.replaceWith(wanted);
    return;
  }
  for (const { name } of [...old.attributes]) if (!wanted.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of wanted.attributes) old.setAttribute(name, value);
  const mine = [...old.childNodes];
  const theirs = [...wanted.childNodes];
  const same = (a, b) => a && b && a.isEqualNode(b);
  let start = 0;
  while (same(mine[start], theirs[start])) start += 1;
  let end = 0;
  while (end < Math.min(mine.length, theirs.length) - start && same(mine.at(-1 - end), theirs.at(-1 - end))) end += 1;
  const gone = mine.slice(start, mine.length - end);
  const come = theirs.slice(start, theirs.length - end);
  const behind = mine[mine.length - end] ?? null;
  gone.slice(come.length).forEach((one) => one.remove());
  come.slice(gone.length).forEach((one) => old.insertBefore(one, behind));
  gone.slice(0, come.length).forEach((one, at) => become(one, come[at]));
}

function show({ room, say }, first) {
  const shown = part("room");
  const before = shown.dataset.look;
  become(shown, build(room));
  tick();
  if (first) return;
  if (shown.dataset.look !== before) {
    shown.querySelector("main").scrollTop = 0;
    scrollTo(0, 0);
  } else {
    shown.querySelector("[data-new]")?.scrollIntoView({ block: "nearest" });
  }
  part("say").textContent = say;
}

// Following

const SOON = 200;
const LATER = 2000; // milliseconds between two tries

function follow(wait) {
  let next = wait;
  let first = true;
  const line = new WebSocket(new URL("follow", location.href).href.replace(/^http/, "ws"));
  line.onmessage = ({ data }) => {
    part("lost").hidden = true;
    next = SOON;
    show(JSON.parse(data), first);
    first = false;
  };
  line.onclose = () => {
    part("lost").hidden = false;
    setTimeout(follow, next, Math.min(next * 1.5, LATER));
  };
}

// The time of day

function tick() {
  const now = new Date();
  const time = [now.getHours(), now.getMinutes()].map((one) => String(one).padStart(2, "0")).join(":");
  for (const one of document.querySelectorAll("time")) if (one.textContent !== time) one.textContent = time;
}

// What can be done with the page

const keep = {
  get: (name) => { try { return sessionStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { sessionStorage.setItem(name, value); } catch { /* it is not kept, then */ } },
};

function zoom(by) {
  const wanted = Math.min(Math.max(Number(keep.get("zoom") ?? 1) * by, 0.5), 4);
  keep.set("zoom", wanted);
  root.style.setProperty("--zoom", wanted);
}

function paint(theme) {
  if (theme) root.dataset.theme = theme;
}

const does = {
  blank() {
    part("blank").hidden = !part("blank").hidden;
    root.toggleAttribute("data-blank", !part("blank").hidden);
  },
  look() {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    keep.set("theme", dark ? "light" : "dark");
    paint(keep.get("theme") ?? (dark ? "light" : "dark"));
  },
  larger: () => zoom(1.1),
  smaller: () => zoom(1 / 1.1),
};
const KEYS = { b: "blank", " ": "blank", F9: "blank", l: "look", "+": "larger", "=": "larger", "-": "smaller" };
const LINES = { ArrowUp: -2, ArrowDown: 2, PageUp: -12, PageDown: 12, Home: -1e6, End: 1e6 };

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || ["Shift", "Tab"].includes(event.key)) return;
  if (!part("blank").hidden) {
    event.preventDefault();
    does.blank();
  } else if (KEYS[event.key] && !(event.key === " " && event.target.closest("button"))) {
    event.preventDefault();
    does[KEYS[event.key]]();
  } else if (LINES[event.key] && event.target === document.body) {
    // The list is what scrolls, whatever has the keyboard. Where the whole page does, this moves nothing.
    part("room").querySelector("main").scrollBy(0, LINES[event.key] * parseFloat(getComputedStyle(root).fontSize));
  }
});
addEventListener("click", (event) => {
  const wanted = event.target.closest("[data-do]");
  if (!part("blank").hidden) does.blank();
  else if (wanted) does[wanted.dataset.do]();
});

root.dataset.live = "";
paint(keep.get("theme"));
zoom(1);
tick();
setInterval(tick, 1000);
follow(SOON);
