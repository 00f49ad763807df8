// What the desk is at, and a hint when there is something newer. A page that waits for a story loads itself anew once it was read.

function hint(root, text) {
  let line = root.getElementById("hint");
  if (!line) {
    line = root.createElement("p");
    line.id = "hint";
    line.className = "said";
    line.setAttribute("role", "status");
    root.getElementById("main").before(line);
  }
  line.textContent = "";
  const again = root.createElement("a");
  again.href = location.pathname + location.search;
  again.textContent = text;
  line.append(again);
}

export function live(root) {
  const work = root.getElementById("work");
  if (!work || !("EventSource" in window)) return;
  const source = new EventSource("/live");
  const told = work.firstChild;
  const waits = () => root.querySelector(".wait:not([data-fresh])");
  source.addEventListener("work", (event) => {
    const status = JSON.parse(event.data);
    if (waits() && !status.running.length && !status.waiting) location.reload(); // it was done before this page listened
    const text = status.running.length ? `At work: ${status.running.join("; ")}. ` : status.waiting ? `${status.waiting} jobs wait. ` : "All is read. ";
    if (told.nodeType === Node.TEXT_NODE) told.textContent = text;
  });
  source.addEventListener("news", (event) => {
    const what = JSON.parse(event.data);
    const story = root.querySelector("[data-story]");
    if (waits() && /^(brief|explain|changes)/.test(what) && location.pathname.includes(what.split(" ")[1] || "\u0000")) location.reload();
    else if (story && what === `brief ${story.dataset.story}`) hint(root, "This story has something newer: show it");
    else if (what === "articles" && root.body.classList.contains("front-page")) hint(root, "There are new articles: show them");
  });
  addEventListener("pagehide", () => source.close());
}
