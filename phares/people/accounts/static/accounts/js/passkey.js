// Passkeys: asks the device, puts its answer in the form, and sends it. Without script the page says so.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const credentials = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

const ways = {
  async create(asked) {
    const publicKey = {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: credentials(asked.excludeCredentials),
    };
    const { response, ...made } = parts(await navigator.credentials.create({ publicKey }));
    return { ...made, response: { attestationObject: text(response.attestationObject), clientDataJSON: text(response.clientDataJSON) } };
  },
  async get(asked) {
    const publicKey = {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: credentials(asked.allowCredentials),
    };
    const { response, ...used } = parts(await navigator.credentials.get({ publicKey }));
    const { authenticatorData, clientDataJSON, signature, userHandle } = response;
    return {
      ...used,
      response: {
        authenticatorData: text(authenticatorData),
        clientDataJSON: text(clientDataJSON),
        signature: text(signature),
        userHandle: userHandle ? text(userHandle) : null,
      },
    };
  },
};

function parts({ id, rawId, type, response }) {
  return { id, rawId: text(rawId), type, response };
}

async function ask(form) {
  form.querySelectorAll("[role=alert][data-failed], [data-known]").forEach((one) => (one.hidden = true));
  try {
    const answer = await ways[form.dataset.passkey](JSON.parse(form.dataset.question));
    form.elements.answer.value = JSON.stringify(answer);
    form.submit();
  } catch (error) {
    form.querySelector(error.name === "InvalidStateError" ? "[data-known]" : "[data-failed]").hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.querySelector("[data-without]").hidden = true;
  form.querySelector("[data-with]").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}
