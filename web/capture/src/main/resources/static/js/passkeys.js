/**
 * Makes and uses passkeys. What needs them stays hidden in browsers that cannot: there are passwords.
 */
const SUPPORTED = "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential;

if (SUPPORTED) {
  document.querySelectorAll("[data-passkey]").forEach((element) => {
    element.hidden = false;
  });
  document.querySelector("[data-passkey=log-in]")?.addEventListener("click", () => tried(logIn, "/continue"));
  document.querySelector("[data-passkey=add]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    tried(add, event.currentTarget.dataset.next);
  });
}

async function logIn() {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await post("/log-in/passkey/options"));
  await post("/log-in/passkey", await navigator.credentials.get({ publicKey }));
}

async function add() {
  const label = document.getElementById("passkey-label").value;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await post("/my/passkeys/options"));
  const credential = await navigator.credentials.create({ publicKey });
  await post("/my/passkeys", { credential, label });
}

/** A viewer may cancel, be slow, or hold no passkey: browsers tell none of these apart. */
async function tried(action, next) {
  const fault = document.getElementById("passkey-fault");
  fault.hidden = true;
  try {
    await action();
    location.assign(next);
  } catch {
    fault.hidden = false;
  }
}

/** @returns {Promise<object|null>} the answer's JSON; null where it has none */
async function post(path, body = {}) {
  const response = await fetch(path, {
    method: "POST",
    redirect: "error",
    headers: {
      "Content-Type": "application/json",
      "X-CSRF-TOKEN": document.querySelector("input[name=_csrf]").value,
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}`);
  }
  return response.status === 204 ? null : response.json();
}
