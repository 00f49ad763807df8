// A number behind a sentence opens the passage that it stands on, right there. Escape, another click or a click elsewhere closes it.

let open = null;

export function close() {
  if (!open) return false;
  open.mark.setAttribute("aria-expanded", "false");
  open.pop.remove();
  const back = open.mark;
  open = null;
  return back;
}

async function show(mark) {
  const same = open && open.mark === mark;
  close();
  if (same) return;
  const answer = await fetch(new URL(mark.href).pathname.replace("/at/", "/passage/"));
  if (!answer.ok || answer.redirected) { location.href = mark.href; return; }
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const body = parsed.querySelector(".pop-body");
  if (!body) { location.href = mark.href; return; }
  const pop = document.createElement("div");
  pop.className = "pop";
  pop.id = "pop";
  pop.setAttribute("role", "dialog");
  pop.setAttribute("aria-label", mark.getAttribute("aria-label"));
  pop.tabIndex = -1;
  pop.append(document.importNode(body, true));
  // after the sentence, so that reading order and tab order are those of the page
  (mark.closest(".marks") || mark).after(pop);
  mark.setAttribute("aria-expanded", "true");
  open = { mark, pop };
  pop.focus({ preventScroll: true });
  const box = pop.getBoundingClientRect();
  if (box.bottom > innerHeight) pop.scrollIntoView({ block: "nearest" });
}

export function passages(root) {
  root.addEventListener("click", (event) => {
    const mark = event.target.closest("a.mark");
    if (mark) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      show(mark);
    } else if (open && !open.pop.contains(event.target)) close();
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const back = close();
      if (back) { event.preventDefault(); back.focus(); }
    }
  });
}
