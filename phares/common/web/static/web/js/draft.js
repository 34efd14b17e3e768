// What is being written in a form stays in this tab until it is saved: a lost network, a slip, a page
// opened anew lose nothing. Never a password, never a file; gone once saved, and at sign-out.

const PREFIX = "brouillon:";
const SENT = "envoye";
const { held, restored, forget } = document.body.dataset;

const keyOf = (form) => {
  const asked = form.getAttribute("hx-post") || form.getAttribute("action") || location.pathname + location.search;
  return `${PREFIX}${form.dataset.brouillon}:${asked}`;
};
const typed = (form) => [...form.elements].filter((one) =>
  one.name && !one.disabled && one.matches("input:not([type=hidden], [type=password], [type=file]), select, textarea"));
const isBox = (one) => one.type === "checkbox" || one.type === "radio";

function valueOf(one) {
  if (isBox(one)) return one.checked;
  return one.multiple ? [...one.selectedOptions].map((option) => option.value) : one.value;
}

// Each by its name and its rank among those of that name.
function values(form) {
  const told = {};
  for (const one of typed(form)) (told[one.name] ??= []).push(valueOf(one));
  return told;
}

function write(form, told) {
  const seen = {};
  for (const one of typed(form)) {
    const value = told[one.name]?.[(seen[one.name] = (seen[one.name] ?? -1) + 1)];
    if (value === undefined) continue;
    if (isBox(one)) one.checked = value;
    else if (one.multiple) for (const option of one.options) option.selected = value.includes(option.value);
    else one.value = value;
  }
}

function offer(form) {
  if (form.dataset.suivi) return;
  form.dataset.suivi = "oui";
  const key = keyOf(form);
  const told = sessionStorage.getItem(key);
  const refused = form.querySelector(".avis.bloque[role=alert]");
  if (!told || refused || "retrouve" in form.dataset) return;
  const before = JSON.stringify(values(form));
  if (told === before) return;
  write(form, JSON.parse(told));
  const note = document.createElement("p");
  note.className = "doux";
  note.setAttribute("role", "status");
  note.textContent = `${restored} `;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn dense";
  button.textContent = forget;
  button.addEventListener("click", () => {
    sessionStorage.removeItem(key);
    write(form, JSON.parse(before));
    note.remove();
  });
  note.append(button);
  form.prepend(note);
}

function forgetAll() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

const forms = (root) => root.querySelectorAll("form[data-brouillon]");

// A form that was sent and is not shown again with its errors was taken: nothing is to be kept.
function settle() {
  const key = sessionStorage.getItem(SENT);
  if (!key) return;
  sessionStorage.removeItem(SENT);
  const again = [...forms(document)].some((form) => keyOf(form) === key);
  if (!again && !document.querySelector(".connexion, .accroc")) sessionStorage.removeItem(key);
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-brouillon]");
  if (form) sessionStorage.setItem(keyOf(form), JSON.stringify(values(form)));
});

// Given up on purpose.
document.addEventListener("click", ({ target }) => {
  const left = target.closest("[data-abandonner]") ? document.querySelector("#tiroir-corps form[data-brouillon]")
    : target.closest("form[data-brouillon] .pied a.nu")?.closest("form");
  if (left) sessionStorage.removeItem(keyOf(left));
}, true);

// Before the others: what cannot leave is held, and says so.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!navigator.onLine && form.method === "post") {
    event.preventDefault();
    event.stopImmediatePropagation();
    window.dispatchEvent(new CustomEvent("phares:say", { detail: held }));
    return;
  }
  if (form.matches("[data-sortie]")) forgetAll();
  if (form.matches("[data-brouillon]")) sessionStorage.setItem(SENT, keyOf(form));
}, true);
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.xhr.getResponseHeader("HX-Redirect") === null) sessionStorage.removeItem(SENT);
});
document.addEventListener("htmx:afterSettle", ({ target }) => forms(target).forEach(offer));

settle();
forms(document).forEach(offer);
