// The shell: brief messages that leave by themselves, results said aloud, lost network, service worker.

const SECONDS = 8;

function dismissLater(bubble) {
  const leads = bubble.querySelector("a") !== null;
  if (bubble.querySelector("button") === null) addClose(bubble);
  if (leads) return; // what may be undone waits for its reader
  let timer;
  const start = () => { timer = setTimeout(() => bubble.remove(), SECONDS * 1000); };
  const pause = () => clearTimeout(timer);
  for (const event of ["mouseenter", "focusin"]) bubble.addEventListener(event, pause);
  for (const event of ["mouseleave", "focusout"]) bubble.addEventListener(event, start);
  start();
}

function addClose(bubble) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = document.body.dataset.dismiss;
  button.addEventListener("click", () => bubble.remove());
  bubble.append(" ", button);
}

function say(sentence) {
  const zone = document.getElementById("messages");
  if (!zone || zone.textContent.includes(sentence)) return;
  const bubble = document.createElement("p");
  bubble.className = "bulle";
  bubble.setAttribute("role", "status");
  zone.append(bubble);
  bubble.textContent = sentence;
  dismissLater(bubble);
}

document.querySelectorAll("#messages > .bulle").forEach(dismissLater);

// A live region that was just swapped in is not read: a lasting one repeats its sum.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const result = target.closest?.("[data-annonce]") ?? target.querySelector?.("[data-annonce]");
  const voice = document.getElementById("annonce");
  if (result && voice) voice.textContent = result.dataset.annonce;
});

// The sentences are the page’s: it knows the language of who reads.
const { lost, unexpected } = document.body.dataset;
document.addEventListener("htmx:sendError", () => say(lost));
document.addEventListener("htmx:responseError", ({ detail }) =>
  say(unexpected.replace("%", detail.xhr.status)));
window.addEventListener("offline", () => say(lost));
window.addEventListener("phares:say", ({ detail }) => say(detail));

if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/sw.js").catch(() => {});
}

// A long rail opens on the page one is on.
const here = document.querySelector(".rail [aria-current]");
const rail = here?.closest(".rail");
if (rail && rail.scrollHeight > rail.clientHeight) here.scrollIntoView({ block: "nearest" });

// The tabs of a card mark the section one went to.
const tabs = [...document.querySelectorAll(".onglets a[href^='#']")];
function markTab() {
  const at = tabs.find((tab) => tab.hash === location.hash);
  if (!at) return;
  for (const tab of tabs) tab.removeAttribute("aria-current");
  at.setAttribute("aria-current", "true");
}
window.addEventListener("hashchange", markTab);
markTab();

// A box shown with another goes with it: the first unticked, the second is; the second ticked, the first is.
document.addEventListener("change", ({ target }) => {
  const form = target.form;
  if (!form || target.type !== "checkbox") return;
  const first = form.elements.namedItem(target.dataset.avec ?? "");
  if (first && target.checked) first.checked = true;
  if (target.checked) return;
  for (const other of form.querySelectorAll("[data-avec]")) {
    if (other.dataset.avec === target.name) other.checked = false;
  }
});

// What a page offers with a script only: print it, copy what it shows.
for (const button of document.querySelectorAll("[data-imprimer], [data-copier]")) {
  if ("copier" in button.dataset && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if ("imprimer" in button.dataset) return window.print();
    await navigator.clipboard.writeText(button.dataset.copier);
    say(button.dataset.fait);
  });
}

// A password may be looked at while it is typed; it is hidden again before it is sent.
function addShow(input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn nu voir";
  button.setAttribute("aria-controls", input.id);
  const show = (seen) => {
    input.type = seen ? "text" : "password";
    button.textContent = seen ? document.body.dataset.hide : document.body.dataset.show;
  };
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  show(false);
  input.after(button);
}
document.querySelectorAll("main input[type=password]").forEach(addShow);

// What was written on a page is not thrown away by a slip either: the browser asks before it leaves.
let unsent = false;
document.addEventListener("input", ({ target }) => {
  if (target.closest("main form[method=post]:not([data-passkey]) :is(textarea, input[type=text])")) unsent = true;
});
document.addEventListener("submit", () => { unsent = false; }, true);
window.addEventListener("beforeunload", (event) => {
  if (unsent) event.preventDefault();
});

// A file that is too heavy is told before it is sent.
document.addEventListener("change", ({ target }) => {
  const most = Number(target.dataset?.plusLourd);
  const heavy = most && [...(target.files ?? [])].find((file) => file.size > most);
  target.setCustomValidity?.(heavy ? target.dataset.trop.replace("%s", Math.round(heavy.size / 1048576)) : "");
  if (heavy) target.reportValidity();
});
document.addEventListener("submit", (event) => {
  const heavy = [...event.target.elements].find((one) => one.dataset.plusLourd && !one.validity.valid);
  if (!heavy) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  heavy.reportValidity();
}, true);
