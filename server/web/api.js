// Calls to the server that this page came from, and to no other. A call ends in one of four ways besides success, and
// each means something else for the person: the server is gone, it is busy, it wants a sign-in, or it refuses this
// very file.

import { told_mistakes } from "./refusals.js";
import { exact_json } from "./submission.js";

/**
 * @typedef {import("./form.js").Extraction} Extraction
 * @typedef {{text: string, box: [number, number, number, number]}} Word
 * @typedef {{page: number, width: number, height: number, text: string, words: Word[]}} PageText
 * @typedef {{client_id: string, client_secret: string, login: string, password: string}} Credentials
 * @typedef {"gone" | "busy" | "sign_in" | "refused"} Trouble
 */

/** A call that failed; `message` is French and for the person. */
export class CallError extends Error {
  /** @param {Trouble} trouble @param {string} message @param {string} code @param {number} wait seconds */
  constructor(trouble, message, code = "", wait = 1) {
    super(message);
    this.trouble = trouble;
    this.code = code;
    this.wait = wait;
  }
}

const EXPLAINED = new Map(
  Object.entries({
    not_pdf: "ce n’est pas un PDF",
    damaged: "le fichier est abîmé et ne s’ouvre pas : exportez-le de nouveau",
    encrypted: "le fichier est protégé par un mot de passe : déposez-le sans protection",
    limit: "le fichier dépasse ce que le serveur accepte de lire",
    crashed: "la lecture de ce fichier a échoué ; les autres n’en souffrent pas",
    timeout: "la lecture de ce fichier a pris trop de temps",
    too_large: "le fichier dépasse 10 Mo",
    internal: "le serveur a rencontré une erreur",
  }),
);

/** The French sentence of an error of the server. @param {string} code @param {string} otherwise */
export function explained(code, otherwise) {
  return EXPLAINED.get(code) ?? otherwise;
}

const NOT_ADMITTED = 21031; // `codeRetour`
const GONE = "le serveur ne répond pas";
const PATIENCE = 90_000; // ms for one call: a person would not wait longer either
const TRIES = 8;
const AMOUNTS = new Set(["value", "taux", "baseHt", "montantTva"]);

/**
 * JSON of an extraction with amounts as texts: a number would lose digits that the portal counts.
 * @param {string} text
 */
export function parse_exactly(text) {
  const revive = /** @type {(key: string, value: unknown, context?: {source?: string}) => unknown} */ (
    key,
    value,
    context,
  ) => (typeof value === "number" && AMOUNTS.has(key) ? (context?.source ?? String(value)) : value);
  return JSON.parse(text, revive);
}

/** @param {number} ms @param {AbortSignal} [signal] */
function pause(ms, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", () => (clearTimeout(timer), done(undefined)), { once: true });
  });
}

/** @param {Blob} blob @returns {Promise<string>} */
function base64_of(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** @param {Response} answer */
async function trouble_of(answer) {
  const problem = await answer.json().catch(() => ({}));
  const detail = problem.libelle ?? problem.detail ?? problem.title ?? `réponse ${answer.status} du serveur`;
  // 403 of the portal's calls: the token is good, the technical account is not.
  const stranger = answer.status === 401 || (answer.status === 403 && Number(problem.codeRetour) === NOT_ADMITTED);
  if (stranger) return new CallError("sign_in", problem.libelle ?? "ce serveur demande de se connecter");
  if (answer.status === 429 || answer.status === 503) {
    return new CallError("busy", "le serveur est très occupé", "", Number(answer.headers.get("Retry-After")) || 1);
  }
  if (Array.isArray(problem.erreurs))
    return new CallError("refused", told_mistakes(problem.erreurs), String(problem.codeRetour));
  if (answer.status === 502 || answer.status === 504) return new CallError("gone", GONE);
  const code = problem.code ?? (answer.status === 413 ? "too_large" : "");
  return new CallError("refused", explained(String(code), detail), String(code));
}

/** The server. One object for the page; it keeps the token in memory alone. */
export class Api {
  /** @type {Credentials | null} */
  #credentials = null;
  #token = "";
  #until = 0;

  /** The technical account that is signed in; "" when nobody is. */
  get account() {
    return this.#credentials?.login ?? "";
  }

  /**
   * Signs in; the secrets stay in memory until the page is left.
   * @param {Credentials} credentials
   */
  async sign_in(credentials) {
    this.#credentials = credentials;
    try {
      await this.#renew();
    } catch (error) {
      this.sign_out();
      throw error;
    }
  }

  sign_out() {
    this.#credentials = null;
    this.#token = "";
    this.#until = 0;
  }

  async #renew() {
    if (!this.#credentials) throw new CallError("sign_in", "ce serveur demande de se connecter");
    const { client_id, client_secret } = this.#credentials;
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id, client_secret, scope: "openid" });
    const answer = await this.#reach("/api/oauth/token", { method: "POST", body: form });
    if (answer.status === 400 || answer.status === 401) {
      throw new CallError("sign_in", "identifiant ou secret inconnus : vérifiez les deux");
    }
    if (!answer.ok) throw await trouble_of(answer);
    const { access_token, expires_in } = await answer.json();
    this.#token = access_token;
    this.#until = Date.now() + (Number(expires_in) - 60) * 1000;
  }

  /** @param {string} path @param {RequestInit} request @returns {Promise<Response>} */
  async #reach(path, request) {
    const limit = AbortSignal.timeout(PATIENCE);
    try {
      const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
      return await fetch(path, { ...request, signal, credentials: "omit", redirect: "error" });
    } catch (error) {
      if (request.signal?.aborted) throw error;
      throw new CallError("gone", GONE);
    }
  }

  /** @param {string} path @param {RequestInit} request @returns {Promise<Response>} */
  async #once(path, request) {
    if (this.#credentials && Date.now() > this.#until) await this.#renew();
    const headers = new Headers(request.headers);
    if (this.#credentials) {
      headers.set("Authorization", `Bearer ${this.#token}`);
      if (path.startsWith("/cpro/")) headers.set("cpro-account", account_header(this.#credentials));
    }
    const answer = await this.#reach(path, { ...request, headers });
    if (answer.ok) return answer;
    throw await trouble_of(answer);
  }

  /** A call, tried again while the server is busy. @param {string} path @param {RequestInit} request */
  async #call(path, request) {
    for (let turn = 1; ; ++turn) {
      try {
        return await this.#once(path, request);
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        if (error.trouble === "sign_in" && this.#until > 0)
          this.#until = 0; // a token that died early is asked for anew
        else if (error.trouble !== "busy") throw error;
        if (turn >= TRIES) throw error;
        if (error.trouble === "busy") await pause(Math.min(error.wait * turn, 30) * 1000, request.signal ?? undefined);
      }
    }
  }

  /** @param {string} path @param {Blob} pdf @param {AbortSignal} [signal] */
  #send_pdf(path, pdf, signal) {
    return this.#call(path, { method: "POST", headers: { "Content-Type": "application/pdf" }, body: pdf, signal });
  }

  /**
   * Reads an invoice.
   * @param {Blob} pdf @param {AbortSignal} [signal]
   * @returns {Promise<Extraction>}
   */
  async extract(pdf, signal) {
    const answer = await this.#send_pdf("/v1/extract", pdf, signal);
    const result = parse_exactly(await answer.text());
    if (result.error)
      throw new CallError("refused", explained(result.error.code, result.error.message), result.error.code);
    return result;
  }

  /**
   * A page as a picture.
   * @param {Blob} pdf @param {number} page from 1 @param {number} dpi @param {AbortSignal} [signal]
   */
  async picture(pdf, page, dpi, signal) {
    return (await this.#send_pdf(`/v1/picture?page=${page}&dpi=${dpi}`, pdf, signal)).blob();
  }

  /**
   * The text of the pages read, with the place of each word.
   * @param {Blob} pdf @param {AbortSignal} [signal]
   * @returns {Promise<PageText[]>}
   */
  async text(pdf, signal) {
    return (await (await this.#send_pdf("/v1/text", pdf, signal)).json()).pages;
  }

  /** What the server reads with; fails with `sign_in` when it wants a sign-in. */
  async rules() {
    return (await this.#call("/v1/rules", {})).json();
  }

  /** Whether the server answers at all. */
  async alive() {
    return this.#reach("/healthz", { cache: "no-store" }).then(
      (answer) => answer.ok,
      () => false,
    );
  }

  /**
   * A call of the portal. It answers 200 with a `codeRetour` that is not 0 for what it refuses.
   * @param {string} path behind `/cpro/` @param {object} body with bigint amounts
   */
  async portal(path, body) {
    const request = {
      method: "POST",
      headers: { "Content-Type": "application/json;charset=utf-8" },
      body: exact_json(body),
    };
    const result = await (await this.#call(`/cpro/${path}`, request)).json();
    if (result.codeRetour !== 0) throw new CallError("refused", String(result.libelle), String(result.codeRetour));
    return result;
  }

  /**
   * Gives the portal a PDF.
   * @param {Blob} pdf @param {string} name as `attachment_name` makes it
   * @returns {Promise<number>} its id
   */
  async upload(pdf, name) {
    const result = await this.portal("transverses/v1/ajouter/fichier", {
      pieceJointeFichier: await base64_of(pdf),
      pieceJointeNom: name,
      pieceJointeTypeMime: "application/pdf",
      pieceJointeExtension: "PDF",
    });
    return result.pieceJointeId;
  }
}

/** @param {Credentials} credentials */
function account_header({ login, password }) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(`${login}:${password}`)));
}
