// Ask the device for a passkey when the button is pressed, and send its answer as a form.

const wanted = document.querySelectorAll("form[data-passkey]");

for (const form of wanted) {
  form.hidden = !("PublicKeyCredential" in globalThis && "credentials" in navigator);
  form.addEventListener("submit", (pressed) => {
    if (form.elements.answer.value) return;
    pressed.preventDefault();
    answer(form);
  });
}

async function answer(form) {
  const failed = form.querySelector("[data-failed]");
  failed.hidden = true;
  try {
    const question = read(JSON.parse(form.dataset.question));
    const made = form.dataset.passkey === "new";
    const credential = made
      ? await navigator.credentials.create({ publicKey: question })
      : await navigator.credentials.get({ publicKey: question });
    form.elements.answer.value = JSON.stringify(written(credential));
  } catch {
    failed.hidden = false; // the reader pressed cancel, or the device has none for this site
    return;
  }
  form.submit();
}

/** Turn what JSON holds as text into the bytes that browsers want. */
function read(question) {
  const listed = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));
  return {
    ...question,
    challenge: bytes(question.challenge),
    ...(question.user && { user: { ...question.user, id: bytes(question.user.id) } }),
    ...(question.excludeCredentials && { excludeCredentials: listed(question.excludeCredentials) }),
    ...(question.allowCredentials && { allowCredentials: listed(question.allowCredentials) }),
  };
}

/** Turn the answer's bytes into text (WebAuthn 3, RegistrationResponseJSON, AuthenticationResponseJSON). */
function written({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const told = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return { id, rawId: text(rawId), type, response: Object.fromEntries(told), clientExtensionResults: {} };
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
