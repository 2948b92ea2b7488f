// The page's behaviour. It runs once, as the script of the component "desk": `element` is that component, `trigger` reaches
// its Python listeners, `server` its Python functions, and `watch` tells when its value has changed.

const COOKIE = "quotewise_language";
const $ = (selector, root = document) => root.querySelector(selector);
const page = () => $(".page", element);
const body = document.body;

const applyLanguage = () => {
  if (!page()) return;
  document.documentElement.lang = page().dataset.language;
  document.title = page().dataset.title;
  for (const part of ["#live", "#notice"]) $(part)?.setAttribute("aria-live", "polite"); // read out once no longer busy
  if (!body.classList.contains("ready")) restoreDraft();
  body.classList.add("ready");
};
watch("value", applyLanguage);
applyLanguage();

// ---- the article pane -------------------------------------------------------------------------------------------------

const read = async (id, quote = "", start = 0) => {
  const pane = $("#article-pane");
  const article = $("article", pane);
  try {
    article.innerHTML = await server.read({ article: id, quote, start }); // made in Python, everything escaped there
  } catch {
    article.textContent = page().dataset.unreachable;
  }
  if (!pane.open) pane.showModal();
  article.focus({ preventScroll: true });
  const mark = $("mark", article);
  if (mark) mark.scrollIntoView({ block: "center" });
  else article.scrollTop = 0;
};

const readSource = (source) =>
  read(source.dataset.article, $(".quote", source)?.textContent, Number(source.dataset.start ?? 0));

// ---- the side, which small screens keep folded away --------------------------------------------------------------------

const fold = (open) => {
  body.classList.toggle("side-open", open);
  $("#main").inert = open; // the keyboard stays where the eye is
  $("#bar .menu")?.setAttribute("aria-expanded", String(open));
  (open ? $("#side button") : $("#bar .menu"))?.focus();
};

// ---- actions: every control that the page draws itself names one in data-do ---------------------------------------------

const confirmRemoval = (control) => {
  const dialog = $("#confirm");
  $("#confirm-text").textContent = control.dataset.text;
  dialog.returnValue = "no";
  dialog.onclose = () => {
    if (dialog.returnValue !== "yes") return;
    trigger("remove", { article: control.dataset.article });
    $("#side button")?.focus(); // the one that was pressed goes away with its article
  };
  dialog.showModal();
};

const chooseLanguage = (control) => {
  document.cookie = `${COOKIE}=${control.dataset.language}; path=/; max-age=31536000; samesite=strict`;
  trigger("language");
};

const focusQuestion = () => $("#question textarea")?.focus();

const actions = {
  ask: (control) => { trigger("ask", { question: control.dataset.question }); focusQuestion(); },
  cite: (control) => {
    const source = $(`.source[data-marker="${control.dataset.marker}"]`, control.closest(".exchange"));
    if (source) readSource(source);
  },
  read: readSource,
  remove: confirmRemoval,
  language: chooseLanguage,
  open: (control, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a link is followed in another tab
    event.preventDefault();
    if (body.classList.contains("side-open")) fold(false);
    go(control.dataset.conversation);
    focusQuestion();
  },
  forget: (control) => {
    if (control.dataset.conversation === here()) go("");
    trigger("forget", { conversation: control.dataset.conversation, undo: false });
    focusQuestion(); // the button that was pressed goes away
  },
  restore: (control) => trigger("forget", { conversation: control.dataset.conversation, undo: true }),
  shelf: () => fold(!body.classList.contains("side-open")),
  add: () => $("#side input[type=file]")?.click(),
};

document.addEventListener("click", (event) => {
  const control = event.target.closest?.("[data-do]");
  if (control) actions[control.dataset.do](control, event);
  else if (event.target.matches?.("dialog")) event.target.close(); // a click beside an open dialog
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && body.classList.contains("side-open") && !$("dialog[open]")) fold(false);
});

// ---- the address names the conversation; what is written in the box outlives the page -----------------------------------------

const here = () => new URLSearchParams(location.search).get("c") ?? "";
const name = (id) => id !== here() && history.pushState(null, "", id ? `/?c=${id}` : "/");
const go = (id) => {
  name(id);
  trigger("open"); // Python reads the address
};
let shown;
const noteAddress = () => {
  const id = $("#live [data-conversation]")?.dataset.conversation;
  if (id === undefined || id === shown) return;
  if (shown === here()) name(id); // else the browser is on its way elsewhere
  shown = id;
};
addEventListener("popstate", () => trigger("open"));

let followed; // the answer that is being written, wherever it was begun: the server goes on without us
const follow = (live) => {
  const { conversation, follow: number } = $("[data-follow]", live)?.dataset ?? {};
  if (number === undefined || followed === `${conversation} ${number}`) return;
  followed = `${conversation} ${number}`;
  trigger("follow");
};

const DRAFT = "quotewise_draft";
addEventListener("pagehide", () => sessionStorage.setItem(DRAFT, $("#question textarea")?.value ?? ""));
const restoreDraft = () => {
  const [box, draft] = [$("#question textarea"), sessionStorage.getItem(DRAFT)];
  if (!box || !draft) return;
  box.value = draft;
  box.dispatchEvent(new Event("input", { bubbles: true }));
};

// ---- files dropped anywhere --------------------------------------------------------------------------------------------

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
let depth = 0; // dragenter and dragleave come for every element on the way
const dragging = (change) => {
  depth = change === null ? 0 : depth + change;
  body.classList.toggle("dragging", depth > 0);
};
document.addEventListener("dragenter", (event) => holdsFiles(event) && dragging(1));
document.addEventListener("dragleave", (event) => holdsFiles(event) && dragging(-1));
document.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  dragging(null);
  const input = $("#side input[type=file]");
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

// ---- the conversation follows the answer, keeping its question in sight, unless someone scrolls away --------------------------

let question = "";
let following = true;
const place = (talk, live) => Math.min(talk.scrollHeight - talk.clientHeight, live.offsetTop - talk.offsetTop - 16);
document.addEventListener("scroll", ({ target }) => {
  if (target.id === "talk") following = Math.abs(target.scrollTop - place(target, $("#live"))) < 80;
}, true);
new MutationObserver(() => {
  const [talk, live] = [$("#talk"), $("#live")];
  if (!talk || !live) return; // components come in any order
  noteAddress();
  follow(live);
  const latest = $(".question", live)?.textContent ?? "";
  if (latest !== question) following = true;
  question = latest;
  if (following) talk.scrollTop = place(talk, live);
}).observe($("gradio-app"), { childList: true, subtree: true, characterData: true });
