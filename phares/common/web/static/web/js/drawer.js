// Drawer and confirmation. Every link that opens a drawer is a plain link without script.
//   <a href="/x/" hx-get="/x/" hx-target="#tiroir-corps" data-titre="Modifier la fiche">
//   <button data-confirmer="Supprimer la catégorie ?" data-suite="Ses structures restent.">

const drawer = document.getElementById("tiroir");
let opener = null;
let written = false;

function closeDrawer() {
  written = false;
  drawer.close();
  document.getElementById("tiroir-corps").replaceChildren();
  opener?.focus();
  opener = null;
}

// What was written is not thrown away by a slip: the hidden button asks first.
function leaveDrawer() {
  if (written) drawer.querySelector("[data-abandonner]").click();
  else closeDrawer();
}

function openDrawer(trigger) {
  if (drawer.open) return;
  opener = trigger;
  const title = document.getElementById("tiroir-titre");
  title.textContent = trigger.dataset.titre || trigger.textContent.trim();
  drawer.show();
  (drawer.querySelector("[autofocus], input:not([type=hidden]), select, textarea") ?? title).focus();
}

if (drawer) {
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id === "tiroir-corps") openDrawer(detail.requestConfig.elt);
  });
  drawer.addEventListener("click", (event) => {
    if (event.target.closest("[data-abandonner]")) closeDrawer();
    if (event.target.closest("[data-close], .pied a.nu")) {
      event.preventDefault();
      leaveDrawer();
    }
  });
  drawer.addEventListener("input", () => { written = true; });
  drawer.addEventListener("submit", () => { written = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.open || document.querySelector("dialog:modal")) return;
    event.preventDefault(); // or the same key closes the question at once
    leaveDrawer();
  });
}

const dialog = document.getElementById("confirmer");
let waiting = null;

if (dialog) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-confirmer]");
    if (!button || button === waiting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = button;
    dialog.querySelector("h2").textContent = button.dataset.confirmer;
    dialog.querySelector("p").textContent = button.dataset.suite ?? "";
    const verb = button.cloneNode(true);
    verb.querySelectorAll(".vh").forEach((aside) => aside.remove());
    dialog.querySelector("[data-yes]").textContent = verb.textContent.trim();
    dialog.showModal();
  }, true);
  // At once, not on « close », which comes later: the next key may be there before it.
  const giveUp = () => {
    waiting?.focus();
    waiting = null;
  };
  dialog.addEventListener("cancel", giveUp);
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) {
      dialog.close();
      giveUp();
    }
    if (event.target.closest("[data-yes]")) {
      dialog.close();
      waiting.click();
      waiting = null;
    }
  });
}
