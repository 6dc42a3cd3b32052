// Security keys (WebAuthn): a form marked data-key asks the browser for a key's answer and sends it along.
"use strict";

(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const opened = (each) => ({ ...each, id: bytes(each.id) });

  const read = (form) => {
    const given = JSON.parse(document.getElementById(form.dataset.options).textContent);
    given.challenge = bytes(given.challenge);
    if (given.user) given.user.id = bytes(given.user.id);
    if (given.excludeCredentials) given.excludeCredentials = given.excludeCredentials.map(opened);
    if (given.allowCredentials) given.allowCredentials = given.allowCredentials.map(opened);
    return given;
  };

  const said = (answer) => {
    const response = {};
    for (const name of ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"])
      if (answer.response[name]) response[name] = text(answer.response[name]);
    const clientExtensionResults = answer.getClientExtensionResults();
    return { id: answer.id, rawId: text(answer.rawId), type: answer.type, response, clientExtensionResults };
  };

  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      if (!form.dataset.key) return;
      event.preventDefault();
      event.stopPropagation();
      try {
        const answer = await navigator.credentials[form.dataset.key]({ publicKey: read(form) });
        form.elements.credential.value = JSON.stringify(said(answer));
        form.submit();
      } catch (error) {
        form.querySelector("[data-key-failed]").hidden = false;
      }
    },
    true,
  );
})();
