// Signing in with what the portal's programs use: a client and a technical account. The secrets stay in the memory of
// this page, in no storage; leaving the page forgets them.

import { CallError } from "./api.js";
import { desk } from "./desk.js";
import { h, say } from "./dom.js";
import { modal } from "./modal.js";

/** @type {{name: keyof import("./api.js").Credentials, label: string, type: string, complete: string}[]} */
const ASKED = [
  { name: "client_id", label: "Identifiant du client (client_id)", type: "text", complete: "off" },
  { name: "client_secret", label: "Secret du client (client_secret)", type: "password", complete: "off" },
  { name: "login", label: "Compte technique", type: "text", complete: "username" },
  { name: "password", label: "Mot de passe du compte", type: "password", complete: "current-password" },
];

let open = false;

/** Asks for client and account, and signs in. */
export function ask_to_sign_in() {
  if (open) return;
  open = true;
  const fields = ASKED.map(({ name, label, type, complete }) =>
    h(
      "p",
      { class: "stacked" },
      h("label", { for: `sign-${name}` }, label),
      h("input", { id: `sign-${name}`, name, type, autocomplete: complete, spellcheck: "false", required: true }),
    ),
  );
  const trouble = h("p", { class: "trouble", role: "alert" });
  const yes = h("button", { type: "submit", class: "main" }, "Se connecter");
  const form = h(
    "form",
    { class: "sign-in" },
    ...fields,
    trouble,
    h("p", { class: "dialog-buttons" }, yes, h("button", { type: "button", onclick: () => dialog.close() }, "Annuler")),
  );
  const dialog = modal(
    "Se connecter",
    h("p", { class: "quiet" }, "Ces secrets restent en mémoire et s’oublient quand la page se ferme."),
    form,
  );
  dialog.addEventListener("close", () => (open = false));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    yes.disabled = true;
    trouble.textContent = "";
    try {
      const given = new FormData(form);
      const value = (/** @type {string} */ name) => String(given.get(name) ?? "").trim();
      await desk.sign_in({
        client_id: value("client_id"),
        client_secret: value("client_secret"),
        login: value("login"),
        password: value("password"),
      });
      dialog.close();
      say("Connecté.");
    } catch (error) {
      trouble.textContent = error instanceof CallError ? error.message : "la connexion a échoué";
    }
    yes.disabled = false;
  });
}
