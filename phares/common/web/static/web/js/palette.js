// « Aller à »: Ctrl K or /. What was opened last, the links of the navigation, what the server finds.

const palette = document.getElementById("palette");
const MOST = 20, NEAR = 3, PAUSE = 120;

function bare(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function pages(group) {
  return [...document.querySelectorAll(".rail li > a")].map((link) => ({
    label: link.querySelector("span").textContent,
    detail: link.closest("div, details").querySelector("h2, summary")?.textContent ?? "",
    url: link.href,
    group,
  }));
}

// What the server finds for these words; what was opened last when there are none; null if it did not answer.
async function found(words) {
  if (!palette.dataset.url || words.length === 1) return [];
  const address = words ? `${palette.dataset.url}?q=${encodeURIComponent(words)}` : palette.dataset.url;
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return null;
    const here = window.location.pathname + window.location.search;
    const { results } = await answer.json();
    return words ? results : results.filter(({ url }) => url.split("#")[0] !== here);
  } catch {
    return null;
  }
}

function option({ label, detail, url }, index) {
  const item = document.createElement("li");
  item.id = `palette-${index}`;
  item.dataset.url = url;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const name = document.createElement("span");
  name.textContent = label;
  const small = document.createElement("small");
  small.textContent = detail;
  item.append(name, small);
  return item;
}

// The options under the heading of each group, in the order they come.
function grouped(entries) {
  const lists = new Map();
  entries.forEach((entry, index) => {
    if (!lists.has(entry.group)) {
      const list = document.createElement("ul");
      list.setAttribute("role", "group");
      list.setAttribute("aria-label", entry.group);
      lists.set(entry.group, list);
    }
    lists.get(entry.group).append(option(entry, index));
  });
  return [...lists].flatMap(([group, list]) => {
    const heading = document.createElement("h3");
    heading.textContent = group;
    heading.setAttribute("aria-hidden", "true");
    return [heading, list];
  });
}

if (palette) {
  const input = palette.querySelector("input");
  const list = palette.querySelector("[role=listbox]");
  const status = palette.querySelector("p");
  let round = 0, moved = false, ready = Promise.resolve();

  const options = () => [...list.querySelectorAll("[role=option]")];
  const selected = () => list.querySelector("[aria-selected=true]");
  const select = (item) => {
    selected()?.setAttribute("aria-selected", "false");
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const show = (entries, said = "") => {
    const kept = moved && selected()?.dataset.url;
    list.replaceChildren(...grouped(entries.slice(0, MOST)));
    status.textContent = said;
    status.hidden = !said;
    input.setAttribute("aria-expanded", String(entries.length > 0));
    select(options().find((item) => kept && item.dataset.url === kept) ?? options()[0]);
  };
  const search = async () => {
    const mine = ++round;
    const words = input.value.trim();
    const near = pages(list.dataset.pages).filter(({ label, detail }) => bare(`${label} ${detail}`).includes(bare(words)));
    moved = false;
    show(near);
    if (words) await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    const far = mine === round ? await found(words) : [];
    if (mine !== round) return;
    const none = near.length ? "" : status.dataset.none;
    const said = far === null ? status.dataset.failed : far.length ? "" : none;
    if (!words) show([...(far ?? []), ...near], said);
    else if (far?.length) show([...near.slice(0, NEAR), ...far]);
    else show(near, said);
  };
  const open = () => {
    if (palette.open) return;
    input.value = "";
    list.replaceChildren();
    palette.showModal();
    input.focus();
    ready = search();
  };
  const move = (step) => {
    const items = options();
    const now = items.indexOf(selected());
    moved = true;
    if (items.length) select(items[(now + step + items.length) % items.length]);
  };
  // Closed first: coming back to this page finds it as it was.
  const go = (url) => { palette.close(); window.location.assign(url); };
  const enter = async () => {
    if (!moved) await ready;
    const words = input.value.trim();
    if (!palette.open) return;
    if (selected()) go(selected().dataset.url);
    else if (words && palette.dataset.url) go(`${palette.dataset.url}?q=${encodeURIComponent(words)}`);
  };

  input.addEventListener("input", () => { ready = search(); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); move(step); }
    if (event.key === "Enter") { event.preventDefault(); enter(); }
  });
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) go(item.dataset.url);
  });
  palette.addEventListener("click", (event) => { if (event.target === palette) palette.close(); });

  document.addEventListener("click", (event) => {
    const apart = event.ctrlKey || event.metaKey || event.shiftKey;
    if (apart || !event.target.closest?.("[data-palette]")) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    // Just closed, the palette keeps the focus until the next picture of the page.
    const left = palette.contains(event.target) && !palette.open;
    const typing = !left && event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (slash || ctrlK) { event.preventDefault(); open(); }
  });
}
