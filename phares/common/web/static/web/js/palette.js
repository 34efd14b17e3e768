// « Aller à »: Ctrl K or /. Lists the links of the navigation, and what the server finds when it is asked.

const palette = document.getElementById("palette");

function bare(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function pages() {
  return [...document.querySelectorAll(".rail li > a")].map((link) => ({
    label: link.querySelector("span").textContent,
    detail: link.closest("div").querySelector("h2")?.textContent ?? "",
    url: link.href,
  }));
}

async function found(words) {
  if (!palette.dataset.url || words.length < 2) return [];
  const answer = await fetch(`${palette.dataset.url}?q=${encodeURIComponent(words)}`, {
    headers: { Accept: "application/json" },
  }).catch(() => null);
  return answer?.ok ? (await answer.json()).results : [];
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

if (palette) {
  const input = palette.querySelector("input");
  const list = palette.querySelector("ul");
  const status = palette.querySelector("p");
  let round = 0;

  const select = (item) => {
    list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const show = (entries) => {
    list.replaceChildren(...entries.slice(0, 20).map(option));
    status.hidden = entries.length > 0;
    status.textContent = entries.length ? "" : status.dataset.none;
    input.setAttribute("aria-expanded", String(entries.length > 0));
    select(list.firstElementChild);
  };
  const search = async () => {
    const mine = ++round;
    const words = bare(input.value.trim());
    const near = pages().filter(({ label, detail }) => bare(`${label} ${detail}`).includes(words));
    show(near);
    await new Promise((resolve) => { setTimeout(resolve, 120); });
    if (mine !== round) return;
    const far = await found(input.value.trim());
    if (mine === round && far.length) show([...near.slice(0, 3), ...far]);
  };
  const open = () => {
    if (palette.open) return;
    input.value = "";
    palette.showModal();
    search();
    input.focus();
  };
  const move = (step) => {
    const items = [...list.children];
    const now = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
    if (items.length) select(items[(now + step + items.length) % items.length]);
  };
  const go = (item) => { if (item) window.location.assign(item.dataset.url); };

  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); move(step); }
    if (event.key === "Enter") { event.preventDefault(); go(list.querySelector("[aria-selected=true]")); }
  });
  list.addEventListener("click", (event) => go(event.target.closest("li")));
  palette.addEventListener("click", (event) => { if (event.target === palette) palette.close(); });

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-palette]")) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (slash || ctrlK) { event.preventDefault(); open(); }
  });
}
