// Keys as feed readers have them: j k o s m u / ? and g h.

let at = -1;
let went = false;

function rows(root) {
  return [...root.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
}

function go(root, step) {
  const all = rows(root);
  if (!all.length) return;
  const current = all.findIndex((row) => row.classList.contains("current"));
  at = Math.max(0, Math.min(all.length - 1, (current < 0 ? (step > 0 ? -1 : all.length) : current) + step));
  all.forEach((row, number) => row.classList.toggle("current", number === at));
  const target = all[at].querySelector("[data-open]") || all[at];
  target.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  all[at].scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

function submit(root, ends) {
  const near = root.querySelector(".current") || root.querySelector(".tools");
  const forms = near ? [...near.querySelectorAll("form")] : [];
  const form = forms.find((one) => ends.some((end) => new URL(one.action).pathname.endsWith(end)));
  if (form) form.requestSubmit();
}

function follow(root, selector) {
  const link = root.querySelector(selector);
  if (link) link.click();
}

export function keys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = event.key;
    if (went && key === "h") { location.href = "/"; return; }
    went = key === "g";
    if (key === "j") go(root, 1);
    else if (key === "k") go(root, -1);
    else if (key === "o") follow(root, ".current [data-open]");
    else if (key === "u") follow(root, "[data-up]");
    else if (key === "s") submit(root, ["/watch", "/unwatch", "/star"]);
    else if (key === "m") follow(root, "a[href$='/changes']");
    else if (key === "/") { const find = root.getElementById("find"); if (find) find.focus(); }
    else if (key === "?") location.href = "/help";
    else return;
    event.preventDefault();
  });
}
